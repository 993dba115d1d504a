import { z } from 'zod'

const percent = z.number()
const megabytes = z.number()

export const cpuDiagnosticsDto = z.strictObject({
  process_cpu_percent: percent.describe('100 is all that the process may use.'),
  baseline_cpu_percent: percent.describe('Of the first reading.'),
  cpu_growth_percent: percent,
  system_cpu_percent: percent,
  cpu_count_logical: z.number().int(),
  cpu_count_physical: z.number().int(),
  load_average_1m: z.number(),
  load_average_5m: z.number(),
  load_average_15m: z.number(),
  warning_threshold_percent: percent,
  critical_threshold_percent: percent,
})

export const memoryDiagnosticsDto = z.strictObject({
  current_memory_mb: megabytes,
  baseline_memory_mb: megabytes,
  memory_growth_mb: megabytes,
  memory_percent: percent,
  system_memory_total_mb: megabytes,
  system_memory_available_mb: megabytes,
  heap_used_mb: megabytes,
  event_loop_lag_ms: z.number(),
  warning_threshold_mb: megabytes,
  critical_threshold_mb: megabytes,
})

const diskDto = z.strictObject({
  mount: z.string(),
  disk_usage_percent: percent,
  disk_total_mb: megabytes,
  disk_available_mb: megabytes,
})
export const diskDiagnosticsDto = z.strictObject({ disks: z.array(diskDto), warning_threshold_percent: percent })

export const networkDiagnosticsDto = z.strictObject({
  bytes_received_total: z.number(),
  bytes_sent_total: z.number(),
  received_bytes_per_second: z.number(),
  sent_bytes_per_second: z.number(),
  open_sockets: z.number().int(),
})

const count = z.number().int()
const slowQuery = z.strictObject({
  query: z.string().describe('Without values.'),
  count,
  max_ms: z.number(),
  average_ms: z.number(),
  last_at: z.iso.datetime(),
  plan: z.string().nullable(),
  correlation_id: z.string().nullable(),
})
export const databaseDiagnosticsDto = z.strictObject({
  pool: z.strictObject({
    size: count.describe('Connections that are open.'),
    in_use: count,
    idle: count,
    waiting: count,
    max: count,
  }),
  slow_query_threshold_ms: z.number(),
  slow_queries: z.array(slowQuery),
})

const durationSeconds = z.number().min(1).max(30).default(10)

export const stressCpuInput = z.strictObject({
  duration_seconds: durationSeconds,
  intensity: z.number().int().min(1).max(10).default(5).describe('10 is all of the time of one core.'),
})
export const allocateMemoryInput = z.strictObject({
  duration_seconds: durationSeconds,
  megabytes: z.number().int().min(1).max(512).default(100),
})
export const slowQueryInput = z.strictObject({ duration_seconds: z.number().min(0.01).max(20).default(0.5) })

export const startedDto = z.strictObject({ ends_at: z.iso.datetime() })
export const garbageDto = z.strictObject({ before_mb: megabytes, after_mb: megabytes, freed_mb: megabytes })
export const slowQueryDto = z.strictObject({ duration_ms: z.number() })

export type DatabaseDiagnosticsDto = z.infer<typeof databaseDiagnosticsDto>
export type DiskDiagnosticsDto = z.infer<typeof diskDiagnosticsDto>
