import { type CounterName, type GaugeName, getMetricStore, type HistogramName } from './metrics'

interface Series {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** Every series of a counter or gauge of this process, as it is now. */
export const listSeries = (name: CounterName | GaugeName): readonly Series[] => getMetricStore().plain.get(name)!.list()

/** Over all series of a histogram of this process: upper bound → values at or below it, Infinity for all. */
export const sumBuckets = (name: HistogramName): Map<number, number> =>
  getMetricStore().bucketed.get(name)!.sumBuckets()

/** Sets now what is otherwise set at a scrape; see `collectAtScrape`. Nothing when nobody collects under that name. */
export const runCollector = (name: string): void => getMetricStore().collectors.get(name)?.()
