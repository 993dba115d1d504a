import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Collector, computeState, round } from '../collector'

const resolutionMs = 20
/** People who draw notice a stall of the lower one. */
const limits = { unit: 'ms' as const, warningFrom: 100, criticalFrom: 1_000 }

/** How late timers of this process run; the histogram is of the time since the reading before. */
export function createEventLoopCollector({ everyMs }: { everyMs: number }): Collector {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  const lagMs = (nanoseconds: number) => round(Math.max(0, nanoseconds / 1e6 - resolutionMs))
  return {
    monitor: 'event_loop',
    everyMs,
    async collect() {
      const values = {
        event_loop_lag_ms: lagMs(delay.percentile(99)),
        event_loop_lag_max_ms: lagMs(delay.max),
        event_loop_lag_p50_ms: lagMs(delay.percentile(50)),
      }
      delay.reset()
      const state = computeState(values.event_loop_lag_ms, limits.warningFrom, limits.criticalFrom)
      return { state, limits, summary: `event loop ${values.event_loop_lag_ms} ms late (p99)`, values }
    },
    stop: () => void delay.disable(),
  }
}
