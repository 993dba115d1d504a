import { z } from 'zod'
import { type Now, secondMs } from '@/lib/core/time'
import type { ProcessMessages } from '@/lib/platform/db/notify'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { type ProcessSignals, processSignals } from './process-signals'

/** Topic between processes: what each of them knows for signals. */
const signalsTopic = 'alerts.signals'
const tellEveryMs = 5 * secondMs
/** Three times not heard of: it has ended, or cannot be reached. */
const goneAfterMs = 3 * tellEveryMs

const message = z.object({ processId: z.string(), signals: processSignals })

interface SharingOptions {
  /** Of this process. */
  read(): Promise<ProcessSignals>
  messages: Pick<ProcessMessages, 'processId' | 'publish' | 'subscribe'>
  now: Now
  everyMs?: number
}

export interface SharedSignals {
  /** This process as it is now, and what each other one has said in the last 15 s. */
  list(): Promise<ProcessSignals[]>
  stop(): Promise<void>
}

/**
 * Every process tells the others what it knows, so that whichever evaluates, or takes over, knows all of it. Times are
 * those of arrival: clocks of other machines play no part.
 */
export function startSignalSharing({ read, messages, now, everyMs = tellEveryMs }: SharingOptions): SharedSignals {
  const others = new Map<string, { signals: ProcessSignals; atMs: number }>()

  function hear(payload: unknown): void {
    const parsed = message.safeParse(payload)
    // While a new version is rolled out, the old one may speak otherwise.
    if (!parsed.success || parsed.data.processId === messages.processId) return
    others.set(parsed.data.processId, { signals: parsed.data.signals, atMs: now() })
  }

  async function tell(): Promise<void> {
    try {
      await messages.publish(signalsTopic, { processId: messages.processId, signals: await read() })
    } catch (error) {
      getLog('alerts').debug({ reason: describeFault(error) }, 'the other processes could not be told of signals')
    }
  }

  const stopHearing = messages.subscribe(signalsTopic, hear)
  const timer = setInterval(() => void tell(), everyMs)
  timer.unref()
  void tell()
  return {
    async list() {
      for (const [id, { atMs }] of others) if (now() - atMs >= goneAfterMs) others.delete(id)
      return [await read(), ...[...others.values()].map(({ signals }) => signals)]
    },
    async stop() {
      clearInterval(timer)
      await stopHearing()
    },
  }
}
