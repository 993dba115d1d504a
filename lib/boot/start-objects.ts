import { secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { removeLeftovers } from '@/lib/platform/objects/disk-leftovers'
import type { ObjectStore } from '@/lib/platform/objects/object-store'
import { ObjectStoreUnavailable } from '@/lib/platform/objects/object-store-unavailable'
import { getSpoolFolder } from '@/lib/platform/objects/spool'

/** Between two looks at a store that does not work. */
const retryAfterMs = 30 * secondMs

/**
 * Prepares the object store in the background, for as long as it takes: people draw without it. Says once why it does not
 * work, and once that it does. Returns its stop.
 */
export function startObjects(store: Pick<ObjectStore, 'prepare'>, { afterMs = retryAfterMs } = {}): () => void {
  const log = getLog('objects')
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let lastReason: string | null = null

  async function prepare(): Promise<void> {
    try {
      await store.prepare()
      await removeLeftovers(getSpoolFolder())
      if (lastReason) log.info('the object store works now')
    } catch (error) {
      if (isStopped) return
      const reason = error instanceof ObjectStoreUnavailable ? error.reason : String(error)
      if (reason !== lastReason) {
        log.warn(
          { reason },
          `The object store cannot be used: ${reason}. Uploads fail until it works; drawing goes on.`,
        )
      }
      lastReason = reason
      timer = setTimeout(prepare, afterMs)
    }
  }

  void prepare()
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
