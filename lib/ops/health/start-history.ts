import { hourMs, type Now, secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { onComponentChanged } from './component-board'
import { listComponentStates } from './list-component-states'
import { pruneSpans, readStoredUntil, storeSpans } from './repo-spans'
import { clipSpans, SpanJournal } from './span-journal'

interface HistoryOptions {
  /** Whether this process is the one that writes history; the others only remember, in case they have to. */
  isEvaluator(): boolean
  now?: Now
  everyMs?: number
}

export interface History {
  /** Stores what is known, if it is ours to do. Never throws. */
  flush(): Promise<void>
  /** Stores the last of it. */
  stop(): Promise<void>
}

/**
 * Keeps the history of components. Each process remembers what it has seen; the evaluating one stores it. When the database
 * was away, or another process takes over, the time since what is stored last is filled in from memory. What nobody saw, as
 * while everything restarts, stays unknown.
 */
export function startHistory({ isEvaluator, now = Date.now, everyMs = 15 * secondMs }: HistoryOptions): History {
  const journal = new SpanJournal(listComponentStates(), now())
  let storedUntil: ReadonlyMap<string, number> | null = null
  let running = Promise.resolve()
  let hasFailed = false
  let prunedAtMs = Number.NEGATIVE_INFINITY

  async function flushOnce(): Promise<void> {
    if (!isEvaluator()) {
      storedUntil = null
      return
    }
    try {
      storedUntil ??= await readStoredUntil()
      const spans = journal.list(now())
      await storeSpans(clipSpans(spans, storedUntil))
      journal.forget(spans)
      hasFailed = false
      if (now() - prunedAtMs < hourMs) return
      prunedAtMs = now()
      await pruneSpans(now())
    } catch (error) {
      if (!hasFailed)
        getLog('health').warn({ reason: describeFault(error) }, 'the history of components waits in memory')
      hasFailed = true
    }
  }

  const flush = () => {
    running = running.then(flushOnce)
    return running
  }
  const stopListening = onComponentChanged((change) => {
    journal.note(change, now())
    void flush()
  })
  const timer = setInterval(flush, everyMs)
  timer.unref()
  return {
    flush,
    async stop() {
      clearInterval(timer)
      stopListening()
      await flush()
    },
  }
}
