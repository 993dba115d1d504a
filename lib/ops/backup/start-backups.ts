import { type Now, secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { count, setGauge } from '@/lib/platform/metrics/metrics'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import type { BackupState } from './backup-state'
import { type BackupTimes, computeDue } from './compute-due'
import type { Outcome } from './run-command'

export interface BackupDeps {
  /** Whether this process is the one of its cluster that makes backups. */
  isMine(): boolean
  readState(): Promise<BackupState>
  run(command: 'backup' | 'verify', signal: AbortSignal): Promise<Outcome>
  times: Omit<BackupTimes, 'startedAt'>
  now?: Now
  everyMs?: number
}

/** Makes a backup whenever one is due, and proves one now and then. Returns its stop, which ends what is under way. */
export function startBackups({
  isMine,
  readState,
  run,
  times,
  now = Date.now,
  everyMs = 5 * secondMs,
}: BackupDeps): () => Promise<void> {
  const log = getLog('backup')
  const stopping = new AbortController()
  const startedAt = now()
  let running: Promise<void> | null = null

  async function look(): Promise<void> {
    const state = await readState()
    showState(state, now())
    const due = isMine() ? computeDue(state, { ...times, startedAt }, now()) : null
    if (!due || stopping.signal.aborted) return
    const { code, text } = await run(due, stopping.signal)
    if (stopping.signal.aborted) return
    count('autograph_backup_runs_total', { command: due, outcome: code === 0 ? 'success' : 'failure' })
    if (code === 0) log.debug({ command: due }, text)
    else
      log.error({ command: due, code, reason: text }, due === 'backup' ? 'a backup failed' : 'a backup was not proven')
    showState(await readState(), now())
  }

  const timer = setInterval(() => {
    running ??= look()
      .catch((error) => log.warn({ reason: describeFault(error) }, 'whether a backup is due cannot be known'))
      .finally(() => {
        running = null
      })
  }, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    stopping.abort()
    await running
  }
}

function showState({ last, verifiedAt }: BackupState, now: number): void {
  if (last) {
    setGauge('autograph_backup_age_seconds', {}, (now - Date.parse(last.completedAt)) / secondMs)
    setGauge('autograph_backup_duration_seconds', {}, last.durationMs / secondMs)
    setGauge('autograph_backup_size_bytes', { of: 'content' }, last.contentBytes)
    setGauge('autograph_backup_size_bytes', { of: 'added' }, last.addedBytes)
  }
  if (verifiedAt) setGauge('autograph_backup_verified_age_seconds', {}, (now - verifiedAt.getTime()) / secondMs)
}
