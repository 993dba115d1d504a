import type { Now } from '@/lib/core/time'
import { listSeries, runCollector } from '@/lib/platform/metrics/read-metrics'
import type { Collector } from '../collector'
import { watchQuantiles } from './quantiles'

interface EditingOptions {
  everyMs: number
  /** What a reading looks back on; otherwise the time since the reading before. */
  windowMs?: number
  now?: Now
}

/** Who draws in this process, and how long it takes until a change of theirs is durable. */
export function createEditingCollector({ everyMs, windowMs = everyMs / 2, now = Date.now }: EditingOptions): Collector {
  const readDelays = watchQuantiles({
    histogram: 'autograph_sync_acknowledgement_delay_seconds',
    prefix: 'acknowledgement',
    windowMs,
  })
  readDelays(now())
  return {
    monitor: 'editing',
    everyMs,
    async collect() {
      runCollector('sync')
      const sessions = listSeries('autograph_sync_sessions')
      const count = (isCounted: (access: string) => boolean) =>
        sessions.reduce((sum, { labels, value }) => sum + (isCounted(labels.access ?? '') ? value : 0), 0)
      const values = {
        open_rooms: listSeries('autograph_open_rooms')[0]?.value ?? 0,
        editors: count((access) => access !== 'viewer'),
        viewers: count((access) => access === 'viewer'),
        ...readDelays(now()),
      }
      return { state: 'ok', summary: `${values.open_rooms} rooms open, ${values.editors} editors`, values }
    },
  }
}
