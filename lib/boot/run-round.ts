import { hourMs, secondMs } from '@/lib/core/time'
import { clearOrphans } from '@/lib/features/assets/clear-orphans'
import { pruneAudit } from '@/lib/features/audit/audit-retention'
import { eraseDueAccounts } from '@/lib/features/privacy/erase-account'
import { isEvaluator } from '@/lib/ops/alerts/is-evaluator'
import { isSettled } from '@/lib/ops/health/check-state'
import { onComponentChanged } from '@/lib/ops/health/component-board'
import { findHealthService } from '@/lib/ops/health/health-service'
import { withClusterLock } from '@/lib/platform/db/with-cluster-lock'
import { getKv } from '@/lib/platform/kv/get-kv'
import { getLog } from '@/lib/platform/log/log'
import { readOutboxBacklog } from '@/lib/platform/outbox/read-backlog'
import { pruneOutbox } from '@/lib/platform/outbox/start-outbox-pruning'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { startAlerting } from './start-alerting'
import { startEffects } from './start-effects'
import { startHealthChecks } from './start-health-checks'
import { waitUntil } from './wait-until'

export interface Round {
  /** Whether every component was looked at until it was clear how it is. */
  checked: boolean
  /** Whether alerts were evaluated on what was found: here, or by another process of the installation. */
  evaluated: boolean
  /** Effects that wait, because they failed or there was no time. */
  waiting: number
  /** What was cleared away; empty when that is not due or failed. */
  cleared: string[]
}

interface RoundOptions {
  /** Each of the three parts may take so long. */
  withinMs?: number
  signal?: AbortSignal
}

/** Another process of the installation has the lock then. */
const lockWithinMs = 2 * secondMs

/**
 * What the loops of a long-lived process do, once: the same loops, started, given time until there is nothing left to do,
 * and stopped. For a host whose processes are frozen between requests; called by its cron, every minute.
 */
export async function runRound({ withinMs = 6 * secondMs, signal }: RoundOptions = {}): Promise<Round> {
  const until = (condition: () => boolean | Promise<boolean>, timeoutMs = withinMs) =>
    signal?.aborted ? Promise.resolve(false) : waitUntil(() => signal?.aborted || condition(), { timeoutMs })
  const stopEffects = startEffects()
  let changedAtMs = performance.now()
  let evaluatedAtMs = 0
  const stopListening = onComponentChanged(() => {
    changedAtMs = performance.now()
  })
  const stopHealthChecks = startHealthChecks()
  const stopAlerting = startAlerting({
    onEvaluated: () => {
      evaluatedAtMs = performance.now()
    },
  })
  try {
    const checked = await until(() => areAllSettled())
    const isMine = await until(isEvaluator, lockWithinMs)
    const evaluated = !isMine || (await until(() => evaluatedAtMs >= changedAtMs))
    await until(async () => !(await hasDueEffects()))
    const cleared = await clearWhenDue()
    return { checked, evaluated, cleared, waiting: (await readOutboxBacklog()).waiting }
  } finally {
    stopListening()
    await stopHealthChecks()
    await stopAlerting()
    await stopEffects()
  }
}

function areAllSettled(): boolean {
  const watched = findHealthService()?.list() ?? []
  return watched.length > 0 && watched.every(({ last, state }) => last !== null && isSettled(state))
}

const hasDueEffects = async (): Promise<boolean> => (await readOutboxBacklog()).oldestSeconds > 0

/** By the locks of the loops that do the same elsewhere. */
const clearings = {
  'prune-outbox': pruneOutbox,
  'prune-audit': pruneAudit,
  'object-sweep': () => clearOrphans(Date.now()),
  'account-erasure': () => eraseDueAccounts(Date.now),
}

/** About once an hour; more often only where nothing is remembered between two rounds, which costs time and nothing else. */
async function clearWhenDue(): Promise<string[]> {
  const isDue = await getKv()
    .set('round:cleared', String(Date.now()), { ttlMs: hourMs, ifAbsent: true })
    .catch(() => true)
  const cleared: string[] = []
  for (const [name, clear] of isDue ? Object.entries(clearings) : []) {
    try {
      const isDone = await withClusterLock(name, async () => void (await clear()))
      if (isDone) cleared.push(name)
    } catch (error) {
      getLog('cron').warn({ reason: describeFault(error), name }, 'nothing was cleared away; it is tried again')
    }
  }
  return cleared
}
