import { hourMs, minuteMs } from '@/lib/core/time'
import { runInTurn } from '@/lib/ops/alerts/run-in-turn'
import { isDatabaseUnreachable } from '@/lib/platform/db/is-database-unreachable'
import { getLog } from '@/lib/platform/log/log'
import { pruneIncidents, reconcileIncidents } from './reconcile-incidents'

const pruneEveryMs = 6 * hourMs

interface IncidentsOptions {
  /** Whether this process is the one that evaluates alerts; the others leave incidents to it. */
  isEvaluator(): boolean
  readIsPublic(): Promise<boolean>
}

export interface Incidents {
  /** Alerts may have changed. */
  wake(): void
  stop(): Promise<void>
}

/** Keeps incidents true to alerts, in one process of the cluster. */
export function startIncidents({ isEvaluator, readIsPublic }: IncidentsOptions): Incidents {
  let prunedAtMs = Date.now()

  async function run(): Promise<null> {
    if (!isEvaluator()) return null
    try {
      await reconcileIncidents({ readIsPublic })
      if (Date.now() - prunedAtMs > pruneEveryMs) {
        prunedAtMs = Date.now()
        await pruneIncidents(prunedAtMs)
      }
    } catch (error) {
      if (!isDatabaseUnreachable(error)) getLog('incidents').error({ err: error }, 'incidents could not be kept')
    }
    return null
  }

  return runInTurn({ run, everyMs: minuteMs, now: Date.now })
}
