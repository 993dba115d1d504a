import { dayMs, hourMs } from '@/lib/core/time'
import { getPool } from '../db/pool'
import { withClusterLock } from '../db/with-cluster-lock'
import { getLog } from '../log/log'
import { describeFault } from '../resilience/describe-fault'

/** As long as what is done is there, the same again is known. */
const keptMs = { done: 30 * dayMs, dead: 90 * dayMs }

/** Forgets effects that ended long ago. Returns its stop. */
export function startOutboxPruning({ everyMs = hourMs } = {}): () => void {
  const prune = () =>
    void withClusterLock('prune-outbox', pruneOutbox).catch((error) => {
      getLog('outbox').warn({ reason: describeFault(error) }, 'old effects could not be removed')
    })
  const timer = setInterval(prune, everyMs).unref()
  return () => clearInterval(timer)
}

export async function pruneOutbox(): Promise<void> {
  await getPool().query(
    `DELETE FROM outbox WHERE (status = 'done' AND ended_at < now() - $1 * interval '1 ms')
       OR (status = 'dead' AND ended_at < now() - $2 * interval '1 ms')`,
    [keptMs.done, keptMs.dead],
  )
}
