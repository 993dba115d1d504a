import { minuteMs, type Now } from '@/lib/core/time'
import type { BackupAges } from '@/lib/ops/backup/compute-backup-ages'
import { computeQuantile } from '@/lib/ops/monitoring/compute-quantile'
import { GrowthWindow } from '@/lib/ops/monitoring/growth-window'
import { getPool } from '@/lib/platform/db/pool'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { mergeProcessSignals } from './merge-process-signals'
import type { ProcessSignals, WorstName } from './process-signals'
import { toBound } from './read-counters'
import type { SignalName, SignalReading } from './signal'

export interface SignalSources {
  /** Of every process that runs, this one among them. */
  listProcesses(): Promise<readonly ProcessSignals[]>
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

type GrownSignal = 'error_rate' | 'request_duration_p95' | 'saving_duration_p95' | 'sign_in_failures'

/** Reads every signal of the installation; one that cannot be read says so and costs nothing else. */
export function createSignalReader(sources: SignalSources, now: Now): () => Promise<SignalReading[]> {
  const errors = new GrowthWindow(windowMs)
  return async () => {
    const processes = sources.listProcesses().then(mergeProcessSignals)
    // Whoever needs it says that it failed.
    processes.catch(() => {})
    const readers = { ...listProcessReaders(processes), ...listCommonReaders(sources, { errors, now }) }
    return (await Promise.all(Object.entries(readers).map(([name, read]) => attempt(name, read)))).flat()
  }
}

type Reader = () => Promise<number | null | SignalReading[]>

/** What processes count and use, each for itself. */
function listProcessReaders(processes: Promise<ProcessSignals>): Record<GrownSignal | WorstName, Reader> {
  const worst = (name: WorstName) => async () => (await processes).worst[name] ?? null
  return {
    async error_rate() {
      const { requests } = (await processes).grown
      const all = sum(Object.values(requests))
      const failed = sum(Object.entries(requests).map(([status, count]) => (/^5/.test(status) ? count : 0)))
      return all < leastRequests ? null : (failed / all) * 100
    },
    request_duration_p95: async () => computeP95((await processes).grown.durations, leastRequests),
    saving_duration_p95: async () => computeP95((await processes).grown.saving, leastChanges),
    async sign_in_failures() {
      const { signIns } = (await processes).grown
      return (signIns.failure ?? 0) + (signIns.limited ?? 0)
    },
    cpu: worst('cpu'),
    memory: worst('memory'),
    disk: worst('disk'),
    event_loop_delay: worst('event_loop_delay'),
  }
}

/** What is in the database, the same for all processes. */
function listCommonReaders(
  sources: SignalSources,
  { errors, now }: { errors: GrowthWindow; now: Now },
): Record<Exclude<SignalName, GrownSignal | WorstName>, Reader> {
  return {
    error_repeats: async () => Math.max(0, ...errors.add(now(), await sources.countErrors()).grown.values()),
    failing_channels: async () =>
      (await sources.listChannels()).map(({ id, name, isFailing }) => ({
        signal: 'failing_channels',
        instance: { id, name },
        value: isFailing ? 1 : 0,
      })),
    backup_age: async () => (await sources.readBackupAges()).lastMinutes,
    backup_proven_age: async () => (await sources.readBackupAges()).provenDays,
    backup_wal_age: async () => (await sources.readBackupAges()).walMinutes,
    dead_letters: () => sources.countDeadLetters(),
  }
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

function computeP95(grown: Readonly<Record<string, number>>, least: number): number | null {
  const buckets = new Map(Object.entries(grown).map(([bound, count]) => [toBound(bound), count]))
  return (buckets.get(Number.POSITIVE_INFINITY) ?? 0) < least ? null : computeQuantile(0.95, buckets)
}

const errorsSql = `SELECT fingerprint, count::float8 AS count FROM error_groups WHERE source = 'server' ORDER BY fingerprint`

/** How often each unexpected error of the servers has been met; browsers can invent theirs. */
export async function countErrors(): Promise<Map<string, number>> {
  const { rows } = await getPool().query<{ fingerprint: string; count: number }>(errorsSql)
  return new Map(rows.map(({ fingerprint, count }) => [fingerprint, count]))
}
