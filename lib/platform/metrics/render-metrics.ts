import { secondMs } from '@/lib/core/time'
import { remember } from '../remember'
import { getMetricStore, type MetricStore } from './metrics'
import { runCollectors } from './run-collectors'

/** Prometheus text format 0.0.4. */
export const metricsContentType = 'text/plain; version=0.0.4; charset=utf-8'

const kept = () => remember('metrics.rendered', () => ({ bytes: new Uint8Array(0), atMs: Number.NEGATIVE_INFINITY }))

/** Everything as it is now. */
export function renderMetrics(store: MetricStore = getMetricStore()): string {
  runCollectors(store)
  const parts: string[] = []
  for (const family of store.plain.values()) parts.push(family.render())
  for (const family of store.bucketed.values()) parts.push(family.render())
  return parts.join('')
}

/** The same, made at most once a second, however many ask. */
export function getRenderedMetrics(nowMs = performance.now()): Uint8Array<ArrayBuffer> {
  const rendered = kept()
  if (nowMs - rendered.atMs >= secondMs) {
    Object.assign(rendered, { bytes: new TextEncoder().encode(renderMetrics()), atMs: nowMs })
  }
  return rendered.bytes
}
