import { getMetricStore, type MetricName } from '@/lib/platform/metrics/metrics'

/** Totals of a counter of this process, by the value of one label. */
export async function readCounter(name: MetricName, label: string): Promise<Map<string, number>> {
  const { values = [] } = (await getMetricStore().registry.getSingleMetric(name)?.get()) ?? {}
  const totals = new Map<string, number>()
  for (const { labels, value } of values) {
    const key = String(Object.entries(labels).find(([one]) => one === label)?.[1] ?? '')
    totals.set(key, (totals.get(key) ?? 0) + value)
  }
  return totals
}

/** Observations at or below each bound of a histogram of this process, over all its series; by bound as text. */
export async function readBuckets(name: MetricName): Promise<Map<string, number>> {
  const { values = [] } = (await getMetricStore().registry.getSingleMetric(name)?.get()) ?? {}
  const totals = new Map<string, number>()
  for (const { labels, value } of values) {
    const bound = Object.entries(labels).find(([one]) => one === 'le')?.[1]
    if (bound !== undefined) totals.set(String(bound), (totals.get(String(bound)) ?? 0) + value)
  }
  return totals
}

export const toBound = (text: string): number => (text === '+Inf' ? Number.POSITIVE_INFINITY : Number(text))
