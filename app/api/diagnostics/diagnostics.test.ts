import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as schema from '@/lib/ops/diagnostics/schema'
import { noteReading } from '@/lib/ops/monitoring/latest-readings'
import { forget } from '@/lib/platform/remember'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { waitFor } from '@/lib/testing/wait-for'
import { GET as getCpu } from './cpu/route'
import { POST as stressCpu } from './cpu/stress/route'
import { GET as getDatabase } from './database/route'
import { POST as runSlowQuery } from './database/slow-query/route'
import { GET as getDisk } from './disk/route'
import { POST as allocate } from './memory/allocate/route'
import { POST as collect } from './memory/gc/route'
import { GET as getMemory } from './memory/route'
import { GET as getNetwork } from './network/route'

useDatabase()
const setEnabled = (value: string) => {
  vi.stubEnv('DIAGNOSTICS_ENABLED', value)
  forget('env')
}
beforeEach(() => setEnabled('true'))
afterEach(() => {
  vi.unstubAllEnvs()
  forget('env')
})

const admin = () => insertUser({ role: 'admin' })
const loads = [stressCpu, allocate, collect, runSlowQuery]
const post = async (
  handler: typeof stressCpu,
  body: object = {},
  as: Awaited<ReturnType<typeof admin>> | null = null,
) => callRoute(handler, { as: as ?? (await admin()), method: 'POST', body })
const read = async (handler: typeof getCpu) => (await callRoute(handler, { as: await admin() })).json()

describe('readings', () => {
  it.each([
    ['cpu', getCpu, schema.cpuDiagnosticsDto],
    ['memory', getMemory, schema.memoryDiagnosticsDto],
    ['disk', getDisk, schema.diskDiagnosticsDto],
    ['network', getNetwork, schema.networkDiagnosticsDto],
    ['database', getDatabase, schema.databaseDiagnosticsDto],
  ])('of %s have exactly their fields, for admins only', async (_, handler, dto) => {
    expect(dto.safeParse(await read(handler)).error).toBeUndefined()
    expect(await readRefusal(await callRoute(handler))).toEqual([401, 'unauthenticated'])
    expect(await readRefusal(await callRoute(handler, { as: await insertUser() }))).toEqual([404, 'not_found'])
  })
})

it('growth is since the start, as the monitors saw it', async () => {
  const reading = { state: 'ok', summary: '', atMs: 0 } as const
  noteReading({ ...reading, monitor: 'memory', values: { baseline_memory_mb: 1 } })
  noteReading({ ...reading, monitor: 'cpu', values: { baseline_cpu_percent: 0.5 } })
  const [memory, cpu] = [await read(getMemory), await read(getCpu)]
  forget('monitoring.latest')
  expect(memory.baseline_memory_mb).toBe(1)
  expect(memory.memory_growth_mb).toBeCloseTo(memory.current_memory_mb - 1)
  expect(cpu.baseline_cpu_percent).toBe(0.5)
  expect(cpu.cpu_growth_percent).toBeCloseTo(cpu.process_cpu_percent - 0.5)
})

describe('load', () => {
  it('is for admins, where it is allowed', async () => {
    for (const handler of loads) {
      expect((await post(handler, {}, await insertUser())).status).toBe(404)
      expect((await callRoute(handler, { method: 'POST', body: {} })).status).toBe(401)
    }
    setEnabled('false')
    for (const handler of loads) expect(await readRefusal(await post(handler))).toEqual([404, 'not_found'])
  })

  it('is bounded', async () => {
    const tooMuch = [
      post(stressCpu, { duration_seconds: 31 }),
      post(stressCpu, { intensity: 11 }),
      post(allocate, { megabytes: 513 }),
      post(runSlowQuery, { duration_seconds: 21 }),
    ]
    for (const answer of await Promise.all(tooMuch)) expect(answer.status).toBe(422)
  })

  it('on the CPU makes the reading rise, one at a time, and leaves this thread free', async () => {
    const before = await read(getCpu)
    expect((await post(stressCpu, { duration_seconds: 2, intensity: 10 })).status).toBe(202)
    expect((await post(stressCpu)).status).toBe(409)
    const startedAtMs = performance.now()
    await new Promise((resolve) => setImmediate(resolve))
    expect(performance.now() - startedAtMs).toBeLessThan(500)
    const during = await read(getCpu)
    expect(during.process_cpu_percent).toBeGreaterThan(before.process_cpu_percent + 10)
    await waitFor(
      'it to end',
      async () => (await post(stressCpu, { duration_seconds: 1, intensity: 1 })).status === 202,
    )
  })

  it('on the memory makes it grow and gives it back', async () => {
    const before = await read(getMemory)
    expect((await post(allocate, { megabytes: 200, duration_seconds: 2 })).status).toBe(202)
    await waitFor('it to grow', async () => (await read(getMemory)).memory_growth_mb > before.memory_growth_mb + 150)
    await waitFor('it to fall', async () => (await read(getMemory)).memory_growth_mb < before.memory_growth_mb + 100)
    expect(schema.garbageDto.safeParse(await (await post(collect)).json()).success).toBe(true)
  })

  it('on the database takes its time', async () => {
    expect((await (await post(runSlowQuery, { duration_seconds: 0.1 })).json()).duration_ms).toBeGreaterThanOrEqual(100)
  })
})
