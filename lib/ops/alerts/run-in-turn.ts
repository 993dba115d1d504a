import type { Now } from '@/lib/core/time'

interface TurnOptions {
  /** Returns when it is to run again at the latest; null: at its next turn. */
  run(): Promise<number | null>
  everyMs: number
  now: Now
}

export interface Turns {
  /** Runs soon; calls that come while it runs make it run once more. */
  wake(): void
  stop(): Promise<void>
}

/** No more often than this, however much happens. */
const leastPauseMs = 20

/** Runs something again and again, never twice at once: at intervals, when it falls due, and when somebody wakes it. */
export function runInTurn({ run, everyMs, now }: TurnOptions): Turns {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let isAskedAgain = false
  let isStopped = false

  const schedule = (delayMs: number): void => {
    clearTimeout(timer)
    if (isStopped) return
    timer = setTimeout(wake, Math.max(leastPauseMs, delayMs))
    timer.unref()
  }

  async function turn(): Promise<void> {
    const dueAt = await run().catch(() => null)
    const delayMs = dueAt === null ? everyMs : Math.min(everyMs, dueAt - now())
    running = null
    schedule(isAskedAgain ? 0 : delayMs)
    isAskedAgain = false
  }

  function wake(): void {
    if (running) isAskedAgain = true
    else if (!isStopped) running = turn()
  }

  schedule(0)
  return {
    wake: () => (running ? wake() : schedule(0)),
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
