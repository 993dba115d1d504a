import { minuteMs, type Now, secondMs } from '@/lib/core/time'
import type { Monitor } from '@/lib/ops/monitoring/collector'
import { GrowthWindow } from '@/lib/ops/monitoring/growth-window'
import { findLatestReading } from '@/lib/ops/monitoring/latest-readings'
import type { GrownName, ProcessSignals, WorstName } from './process-signals'
import { readBuckets, readCounter } from './read-counters'

/** Counters are compared with what they were so long ago. */
const windowMs = 5 * minuteMs
/** A reading older than this is none. */
const staleMs = 600 * secondMs

const counters: Record<GrownName, () => Promise<Map<string, number>>> = {
  requests: () => readCounter('api_gateway_requests_total', 'status'),
  durations: () => readBuckets('api_gateway_request_duration_seconds'),
  saving: () => readBuckets('autograph_sync_acknowledgement_delay_seconds'),
  signIns: () => readCounter('auth_service_login_attempts_total', 'result'),
}

const readings: Record<WorstName, { monitor: Monitor; values: readonly string[] }> = {
  cpu: { monitor: 'cpu', values: ['process_cpu_percent', 'system_cpu_percent'] },
  memory: { monitor: 'memory', values: ['current_memory_mb'] },
  disk: { monitor: 'disk', values: ['data_disk_usage_percent', 'objects_disk_usage_percent'] },
  event_loop_delay: { monitor: 'event_loop', values: ['event_loop_lag_ms'] },
}

/** Reads what this process knows for signals; what has grown is counted from the first look on. */
export function createProcessSignalReader(now: Now): () => Promise<ProcessSignals> {
  const windows = Object.entries(counters).map(([name, read]) => ({ name, read, window: new GrowthWindow(windowMs) }))
  return async () => {
    const grown = windows.map(async ({ name, read, window }) => {
      const totals = await read()
      return [name, Object.fromEntries(window.add(now(), totals).grown)]
    })
    return {
      grown: Object.fromEntries(await Promise.all(grown)),
      worst: Object.fromEntries(
        Object.entries(readings).flatMap(([name, { monitor, values }]) => {
          const value = readWorst(monitor, { names: values, nowMs: now() })
          return value === null ? [] : [[name, value]]
        }),
      ),
    }
  }
}

/** The worst of some values of a monitor's last reading. */
function readWorst(monitor: Monitor, { names, nowMs }: { names: readonly string[]; nowMs: number }): number | null {
  const reading = findLatestReading(monitor)
  if (!reading || nowMs - reading.atMs > staleMs) return null
  const values = names.flatMap((name) => reading.values[name] ?? [])
  return values.length > 0 ? Math.max(...values) : null
}
