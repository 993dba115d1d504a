import type { z } from 'zod'
import {
  allocateMemoryInput,
  cpuDiagnosticsDto,
  databaseDiagnosticsDto,
  diskDiagnosticsDto,
  garbageDto,
  memoryDiagnosticsDto,
  networkDiagnosticsDto,
  slowQueryDto,
  slowQueryInput,
  startedDto,
  stressCpuInput,
} from '@/lib/ops/diagnostics/schema'
import type { ApiSection, Operation } from './operation'

const tag = 'Diagnostics'

const read = (name: string, summary: string, content: z.ZodType): Operation => ({
  method: 'get',
  path: `/api/diagnostics/${name}`,
  tag,
  summary,
  description: 'Of the process that answers. For admins.',
  answers: { 200: { description: 'Measured now.', content } },
  problems: ['not_found'],
})

interface Load {
  status: number
  body?: z.ZodType
  content: z.ZodType
}

const load = (name: string, summary: string, { status, body, content }: Load): Operation => ({
  method: 'post',
  path: `/api/diagnostics/${name}`,
  tag,
  summary,
  description: 'For admins, and only where `DIAGNOSTICS_ENABLED` is set.',
  ...(body ? { body } : {}),
  answers: { [status]: { description: status === 202 ? 'Begun; when it ends.' : 'Done.', content } },
  problems: ['not_found', 'conflict'],
})

/** What a process uses, and load on request to try the monitors. */
export const diagnosticsApi: ApiSection = {
  schemas: {},
  operations: [
    read('cpu', 'Read the CPU', cpuDiagnosticsDto),
    read('memory', 'Read the memory', memoryDiagnosticsDto),
    read('disk', 'Read the disks', diskDiagnosticsDto),
    read('network', 'Read the network', networkDiagnosticsDto),
    read('database', 'Read the pool and the slow queries', databaseDiagnosticsDto),
    load('cpu/stress', 'Keep the CPU busy', { status: 202, body: stressCpuInput, content: startedDto }),
    load('memory/allocate', 'Hold memory', { status: 202, body: allocateMemoryInput, content: startedDto }),
    load('memory/gc', 'Collect garbage', { status: 200, content: garbageDto }),
    load('database/slow-query', 'Run a slow query', { status: 200, body: slowQueryInput, content: slowQueryDto }),
  ],
}
