import { minuteMs, type Now, secondMs } from '@/lib/core/time'
import type { BackupAges } from '@/lib/ops/backup/compute-backup-ages'
import type { Monitor } from '@/lib/ops/monitoring/collector'
import { computeQuantile } from '@/lib/ops/monitoring/compute-quantile'
import { GrowthWindow } from '@/lib/ops/monitoring/growth-window'
import { findLatestReading } from '@/lib/ops/monitoring/latest-readings'
import { getPool } from '@/lib/platform/db/pool'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { readBuckets, readCounter, toBound } from './read-counters'
import type { SignalName, SignalReading } from './signal'

/** What is not in the registry or the monitors of this process. */
export interface SignalSources {
  countErrors(): Promise<ReadonlyMap<string, number>>
  listChannels(): Promise<readonly { id: string; name: string; isFailing: boolean }[]>
  countDeadLetters(): Promise<number>
  readBackupAges(): Promise<BackupAges>
}

/** With fewer of them a share or a percentile says nothing. */
const leastRequests = 50
const leastChanges = 50
/** Counters are compared with what they were so long ago. */
const windowMs = 5 * minuteMs
/** A reading older than this is none. */
const staleMs = 600 * secondMs

/** Reads every signal of this process; one that cannot be read says so and costs nothing else. */
export function createSignalReader(sources: SignalSources, now: Now): () => Promise<SignalReading[]> {
  const windows = {
    requests: new GrowthWindow(windowMs),
    durations: new GrowthWindow(windowMs),
    saving: new GrowthWindow(windowMs),
  }
  const [errors, signIns] = [new GrowthWindow(windowMs), new GrowthWindow(windowMs)]

  const readers: Record<SignalName, () => Promise<number | null | SignalReading[]>> = {
    async error_rate() {
      const grown = windows.requests.add(now(), await readCounter('api_gateway_requests_total', 'status')).grown
      const all = sum([...grown.values()])
      const failed = sum([...grown].filter(([status]) => /^5/.test(status)).map(([, count]) => count))
      return all < leastRequests ? null : (failed / all) * 100
    },
    request_duration_p95: async () =>
      computeP95(
        windows.durations.add(now(), await readBuckets('api_gateway_request_duration_seconds')).grown,
        leastRequests,
      ),
    saving_duration_p95: async () =>
      computeP95(
        windows.saving.add(now(), await readBuckets('autograph_sync_acknowledgement_delay_seconds')).grown,
        leastChanges,
      ),
    cpu: async () => readMonitor('cpu', ['process_cpu_percent', 'system_cpu_percent'], now()),
    memory: async () => readMonitor('memory', ['current_memory_mb'], now()),
    disk: async () => readMonitor('disk', ['data_disk_usage_percent', 'objects_disk_usage_percent'], now()),
    event_loop_delay: async () => readMonitor('event_loop', ['event_loop_lag_ms'], now()),
    error_repeats: async () => Math.max(0, ...errors.add(now(), await sources.countErrors()).grown.values()),
    async sign_in_failures() {
      const grown = signIns.add(now(), await readCounter('auth_service_login_attempts_total', 'result')).grown
      return (grown.get('failure') ?? 0) + (grown.get('limited') ?? 0)
    },
    failing_channels: async () =>
      (await sources.listChannels()).map(({ id, name, isFailing }) => ({
        signal: 'failing_channels',
        instance: { id, name },
        value: isFailing ? 1 : 0,
      })),
    backup_age: async () => (await sources.readBackupAges()).lastMinutes,
    backup_proven_age: async () => (await sources.readBackupAges()).provenDays,
    dead_letters: () => sources.countDeadLetters(),
  }
  return async () => (await Promise.all(Object.entries(readers).map(([name, read]) => attempt(name, read)))).flat()
}

async function attempt(
  name: string,
  read: () => Promise<number | null | SignalReading[]>,
): Promise<SignalReading | SignalReading[]> {
  const signal = name as SignalName
  try {
    const value = await read()
    return Array.isArray(value) ? value : { signal, instance: null, value }
  } catch (error) {
    return { signal, instance: null, value: null, error: describeFault(error) }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

function computeP95(grown: ReadonlyMap<string, number>, least: number): number | null {
  const buckets = new Map([...grown].map(([bound, count]) => [toBound(bound), count]))
  return (buckets.get(Number.POSITIVE_INFINITY) ?? 0) < least ? null : computeQuantile(0.95, buckets)
}

/** The worst of some values of a monitor's last reading. */
function readMonitor(monitor: Monitor, names: readonly string[], nowMs: number): number | null {
  const reading = findLatestReading(monitor)
  if (!reading || nowMs - reading.atMs > staleMs) return null
  const values = names.flatMap((name) => reading.values[name] ?? [])
  return values.length > 0 ? Math.max(...values) : null
}

const errorsSql = `SELECT fingerprint, count::float8 AS count FROM error_groups WHERE source = 'server' ORDER BY fingerprint`

/** How often each unexpected error of the servers has been met; browsers can invent theirs. */
export async function countErrors(): Promise<Map<string, number>> {
  const { rows } = await getPool().query<{ fingerprint: string; count: number }>(errorsSql)
  return new Map(rows.map(({ fingerprint, count }) => [fingerprint, count]))
}
