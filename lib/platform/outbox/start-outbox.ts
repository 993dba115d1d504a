import { secondMs } from '@/lib/core/time'
import { getProcessMessages } from '../db/notify'
import { setGauge } from '../metrics/metrics'
import { outboxTopic } from './outbox-topic'
import { readOutboxBacklog } from './read-backlog'
import type { OutboxHandler } from './run-effect'
import { TopicWorker, type WorkerOptions } from './topic-worker'

interface OutboxOptions extends Partial<Pick<WorkerOptions, 'timeoutMs' | 'atOnce' | 'lookEveryMs' | 'random'>> {
  /** What runs when the process is told to stop may take so long to end. */
  stopWithinMs?: number
}

const defaults = { timeoutMs: 20 * secondMs, atOnce: 8, lookEveryMs: 15 * secondMs, random: Math.random }

/**
 * Does what is in the outbox, each topic by its handler: at least once, again after 1 s … 1 h when it fails, and 15 times
 * at most. Returns its stop.
 */
export function startOutbox(
  handlers: Readonly<Record<string, OutboxHandler>>,
  { stopWithinMs = 3 * secondMs, ...options }: OutboxOptions = {},
): () => Promise<void> {
  const settings = { ...defaults, ...options }
  const messages = getProcessMessages()
  const isListening = () => messages.listeningSinceMs !== null
  const workers = Object.entries(handlers).map(
    ([topic, handler]) => new TopicWorker({ ...settings, topic, handler, isListening }),
  )
  const wake = () => {
    for (const worker of workers) worker.wake()
  }
  const stops = [messages.subscribe(outboxTopic, wake), messages.onResync(wake)]
  const timer = setInterval(measureBacklog, settings.lookEveryMs).unref()
  wake()
  void measureBacklog()
  return async () => {
    clearInterval(timer)
    for (const stop of stops) await stop()
    await Promise.all(workers.map((worker) => worker.stop({ withinMs: stopWithinMs })))
  }
}

/** While the database is down the gauges stay as they were; that it is down is told elsewhere. */
async function measureBacklog(): Promise<void> {
  const backlog = await readOutboxBacklog().catch(() => null)
  if (!backlog) return
  setGauge('autograph_outbox_waiting', {}, backlog.waiting)
  setGauge('autograph_outbox_oldest_seconds', {}, backlog.oldestSeconds)
  setGauge('autograph_outbox_dead', {}, backlog.dead)
}
