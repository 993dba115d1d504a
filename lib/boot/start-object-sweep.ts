import { hourMs, minuteMs, type Now } from '@/lib/core/time'
import { type Cleared, clearOrphans } from '@/lib/features/assets/clear-orphans'
import { withClusterLock } from '@/lib/platform/db/with-cluster-lock'
import { getLog } from '@/lib/platform/log/log'

interface Sweep {
  now?: Now
  firstAfterMs?: number
  everyMs?: number
}

/** Clears away what is over and what nobody needs, in one process of the cluster at a time. Returns its stop. */
export function startObjectSweep(sweep: Sweep = {}): () => Promise<void> {
  const { now = Date.now, firstAfterMs = 5 * minuteMs, everyMs = 6 * hourMs } = sweep
  const log = getLog('objects')
  let isStopped = false
  let running = Promise.resolve()
  let timer = setTimeout(begin, firstAfterMs)
  timer.unref()

  function begin(): void {
    running = run().finally(() => {
      if (isStopped) return
      timer = setTimeout(begin, everyMs)
      timer.unref()
    })
  }

  async function run(): Promise<void> {
    try {
      await withClusterLock('object-sweep', async () => {
        const cleared: Cleared = await clearOrphans(now())
        if (Object.values(cleared).some((count) => count > 0)) log.info(cleared, 'objects were cleared away')
      })
    } catch (error) {
      log.warn({ err: error }, 'objects could not be cleared away; they are looked at again later')
    }
  }

  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}
