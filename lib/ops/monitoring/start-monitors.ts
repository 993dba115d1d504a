import { type Now, secondMs } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { observe } from '@/lib/platform/metrics/metrics'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import type { Collector, ReadingState } from './collector'
import { type LatestReading, noteReading } from './latest-readings'

export interface MonitorsOptions {
  collectors: readonly Collector[]
  store: (reading: LatestReading) => Promise<void>
  now?: Now
  /** Calls again and again; returns its stop. */
  repeat?: (work: () => void, everyMs: number) => () => void
}

/** The first readings come soon, so that there is something to see. */
const firstAfterMs = 5 * secondMs

const levels = { ok: 'debug', warning: 'warn', critical: 'error' } as const satisfies Record<ReadingState, string>

/** Reads each monitor at its interval, never twice at once; a monitor that fails costs its reading and nothing else. */
export function startMonitors({ collectors, store, now = Date.now, repeat = repeatSoon }: MonitorsOptions): () => void {
  const log = getLog('monitoring')
  const stops = collectors.map((collector) => {
    let isRunning = false
    const read = async () => {
      if (isRunning) return
      isRunning = true
      const startedAtMs = performance.now()
      try {
        const reading = { ...(await collector.collect()), monitor: collector.monitor, atMs: now() }
        observe(
          'autograph_monitor_duration_seconds',
          { monitor: reading.monitor },
          (performance.now() - startedAtMs) / 1_000,
        )
        noteReading(reading)
        log[levels[reading.state]](
          { monitor: reading.monitor, state: reading.state, ...reading.values },
          reading.summary,
        )
        await store(reading)
      } catch (error) {
        log.warn({ monitor: collector.monitor, reason: describeFault(error) }, 'a reading was not taken or not stored')
      } finally {
        isRunning = false
      }
    }
    const stop = repeat(() => void read(), collector.everyMs)
    return () => {
      stop()
      collector.stop?.()
    }
  })
  return () => {
    for (const stop of stops) stop()
  }
}

function repeatSoon(work: () => void, everyMs: number): () => void {
  const first = setTimeout(work, Math.min(firstAfterMs, everyMs))
  const timer = setInterval(work, everyMs)
  first.unref()
  timer.unref()
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}
