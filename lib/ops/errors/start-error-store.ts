import { type Now, secondMs } from '@/lib/core/time'
import { getCapturedErrors } from '@/lib/platform/errors/captured-errors'
import { type CapturedError, ErrorQueue } from '@/lib/platform/errors/error-queue'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { storeErrors } from './repo'

interface ErrorStoreOptions {
  /** Told of each fault once, with its repeats, whether it can be stored or not. */
  forward?: (errors: readonly CapturedError[]) => Promise<void>
  store?: typeof storeErrors
  everyMs?: number
  now?: Now
}

export interface ErrorStoring {
  /** Stores what waits, now. Never throws. */
  flush(): Promise<void>
  stop(): Promise<void>
}

/**
 * Stores what was captured, every few seconds and all in one statement. While the database is down it waits in memory, in
 * the little room there is; it is in the log in any case.
 */
export function startErrorStore({
  forward = async () => {},
  store = storeErrors,
  everyMs = 5 * secondMs,
  now = Date.now,
}: ErrorStoreOptions = {}): ErrorStoring {
  const unstored = new ErrorQueue()
  let running: Promise<void> | null = null
  let hasFailed = false

  async function flushOnce(): Promise<void> {
    const fresh = getCapturedErrors().take()
    if (fresh.errors.length > 0) forward(fresh.errors).catch(() => {})
    for (const error of fresh.errors) unstored.add(error)
    const { errors, dropped } = unstored.take()
    if (fresh.dropped + dropped > 0) log().warn({ dropped: fresh.dropped + dropped }, 'errors were too many to be kept')
    if (errors.length === 0) return
    try {
      await store(errors, now())
      hasFailed = false
    } catch (error) {
      for (const one of errors) unstored.add(one)
      // Not as an error with its `err`: that would be captured in turn.
      if (!hasFailed) log().warn({ reason: describeFault(error) }, 'errors cannot be stored; they wait')
      hasFailed = true
    }
  }

  const flush = () => {
    running ??= flushOnce().finally(() => {
      running = null
    })
    return running
  }

  const timer = setInterval(flush, everyMs)
  timer.unref()
  return {
    flush,
    async stop() {
      clearInterval(timer)
      await running
      await flush()
    },
  }
}

const log = () => getLog('errors')
