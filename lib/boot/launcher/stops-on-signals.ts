import { StartError } from '../start-error'

/** Whatever is not done by then is ended; PostgreSQL and the clients recover from that without loss. */
const stopWithinMs = 9_500

export interface Stops {
  /** Fires as soon as somebody asks us to stop. */
  signal: AbortSignal
  /** Remembers how to stop what was just started; the newest is stopped first. */
  add(stop: () => void | Promise<void>): void
  /** Throws when we were asked to stop while starting. */
  assertWanted(): void
  /** From here on a signal stops everything and ends the process; before, the start itself does. */
  ready(): void
  /** Stops everything that was added. */
  undo(): Promise<void>
}

/**
 * Ends the process in order when it is told to, by a terminal or a supervisor. The same signal may come twice, as npm and
 * the terminal each send one, so the second changes nothing. A start that is under way is finished step by step first.
 */
export function stopsOnSignals(tell: (line: string) => void): Stops {
  const asked = new AbortController()
  const stops: (() => void | Promise<void>)[] = []
  let started = false

  const undo = async () => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) {
      try {
        await stop()
      } catch (error) {
        tell(`A part did not stop cleanly: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
  const onSignal = () => {
    if (asked.signal.aborted) return
    tell('\nStopping: saving what is open …')
    asked.abort()
    setTimeout(() => process.exit(1), stopWithinMs).unref()
    if (!started) return
    void undo().then(() => {
      tell('AutoGraph has stopped.')
      process.exit(0)
    })
  }
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, onSignal)

  const assertWanted = () => {
    if (asked.signal.aborted) throw new StartError('Stopped before it was ready.')
  }
  return {
    signal: asked.signal,
    add: (stop) => void stops.push(stop),
    assertWanted,
    ready() {
      assertWanted()
      started = true
    },
    undo,
  }
}
