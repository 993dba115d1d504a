import { minuteMs, type Now } from '@/lib/core/time'
import { listSeries } from '@/lib/platform/metrics/read-metrics'
import { type Collector, round } from '../collector'
import { GrowthWindow } from '../growth-window'
import { watchQuantiles } from './quantiles'

interface RequestsOptions {
  everyMs: number
  /** What a reading looks back on; otherwise the time since the reading before. */
  windowMs?: number
  now?: Now
}

/** Who leaves before the answer is there was neither refused nor failed. */
const clientGone = '499'

/** Requests that have ended, from the counters that Prometheus reads as well: how many, how they ended, how long they took. */
export function createRequestsCollector({
  everyMs,
  windowMs = everyMs / 2,
  now = Date.now,
}: RequestsOptions): Collector {
  const window = new GrowthWindow(windowMs)
  const readDurations = watchQuantiles({
    histogram: 'api_gateway_request_duration_seconds',
    prefix: 'request',
    windowMs,
  })
  const look = () => {
    const atMs = now()
    return { ...window.add(atMs, countByStatus()), durations: readDurations(atMs) }
  }
  look()
  return {
    monitor: 'requests',
    everyMs,
    async collect() {
      const { overMs, grown, durations } = look()
      const perMinute = (isCounted: (status: string) => boolean) => {
        let sum = 0
        for (const [status, count] of grown) if (isCounted(status)) sum += count
        return overMs > 0 ? round((sum / overMs) * minuteMs) : 0
      }
      const values = {
        requests_per_minute: perMinute(() => true),
        refused_per_minute: perMinute((status) => status.startsWith('4') && status !== clientGone),
        failed_per_minute: perMinute((status) => status.startsWith('5')),
        ...durations,
      }
      return { state: 'ok', summary: `${Math.round(values.requests_per_minute)} requests a minute`, values }
    },
  }
}

function countByStatus(): Map<string, number> {
  const totals = new Map<string, number>()
  for (const { labels, value } of listSeries('api_gateway_requests_total')) {
    const { status = '' } = labels
    totals.set(status, (totals.get(status) ?? 0) + value)
  }
  return totals
}
