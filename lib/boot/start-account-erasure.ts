import { hourMs, minuteMs, type Now } from '@/lib/core/time'
import { eraseDueAccounts } from '@/lib/features/privacy/erase-account'
import { withClusterLock } from '@/lib/platform/db/with-cluster-lock'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'

interface Erasure {
  now?: Now
  firstAfterMs?: number
  everyMs?: number
}

/** Deletes accounts whose time is over, in one process of the cluster at a time. Returns its stop. */
export function startAccountErasure(erasure: Erasure = {}): () => Promise<void> {
  const { now = Date.now, firstAfterMs = minuteMs, everyMs = hourMs } = erasure
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
      await withClusterLock('account-erasure', () => eraseDueAccounts(now))
    } catch (error) {
      getLog('privacy').warn({ reason: describeFault(error) }, 'accounts could not be looked at; they are again later')
    }
  }

  return async () => {
    isStopped = true
    clearTimeout(timer)
    await running
  }
}
