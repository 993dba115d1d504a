import type { Chart } from './charts'
import type { ChartRange } from './ranges'

/** What a monitor has read within one stretch of time, in one process. */
export interface ReadingBucket {
  instance: string
  monitor: string
  /** Counts stretches from the beginning of the time. */
  bucket: number
  /** Middle of the readings. */
  atMs: number
  latestMs: number
  /** How many readings it is made of. */
  count: number
  /** By name: average, least and most. */
  values: Readonly<Record<string, readonly [average: number, least: number, most: number]>>
}

/** The lines of one chart; every list is as long as `at`, with null where nothing was read. */
export interface ChartHistory {
  id: string
  /** Seconds since 1970, rising. */
  at: number[]
  lines: (number | null)[][]
  /** Of the first line. */
  least: (number | null)[]
  most: (number | null)[]
}

/** Every chart over one range. */
export interface ChartHistories {
  range: ChartRange['range']
  fromMs: number
  toMs: number
  pointMs: number
  charts: ChartHistory[]
}

/** Without readings for longer than so many points there is a hole in the line. */
const longestGap = 3

/** Four digits are more than a chart can show, and half of the bytes. */
const shorten = (value: number): number => Number(value.toPrecision(4))

/** The lines of a chart from what was read; `pointMs` is how much time a bucket spans. */
export function computeChartHistory(
  { id, monitor, lines }: Chart,
  { buckets, pointMs }: { buckets: readonly ReadingBucket[]; pointMs: number },
): ChartHistory {
  const history: ChartHistory = { id, at: [], lines: lines.map(() => []), least: [], most: [] }
  const own = mergeInstances(buckets.filter((one) => one.monitor === monitor))
  let beforeMs = Number.NEGATIVE_INFINITY
  for (const { atMs, values } of own) {
    if (atMs - beforeMs > longestGap * pointMs && history.at.length > 0) addPoint(history, (beforeMs + atMs) / 2, null)
    addPoint(history, atMs, { values, names: lines.map(({ value }) => value) })
    beforeMs = atMs
  }
  return history
}

type Values = ReadingBucket['values']

function addPoint(history: ChartHistory, atMs: number, read: { values: Values; names: string[] } | null): void {
  history.at.push(Math.round(atMs / 1_000))
  const find = (name: string | undefined, part: 0 | 1 | 2) => {
    const value = name === undefined ? undefined : read?.values[name]?.[part]
    return value === undefined ? null : shorten(value)
  }
  for (const [index, line] of history.lines.entries()) line.push(find(read?.names[index], 0))
  history.least.push(find(read?.names[0], 1))
  history.most.push(find(read?.names[0], 2))
}

type Merged = Pick<ReadingBucket, 'atMs' | 'values' | 'count'>

/** One after the other; where a process took over from another within a stretch, both count as much as they have read. */
function mergeInstances(buckets: readonly ReadingBucket[]): Merged[] {
  const merged = new Map<number, Merged>()
  for (const one of buckets) {
    const known = merged.get(one.bucket)
    merged.set(one.bucket, known ? merge(known, one) : one)
  }
  return [...merged].toSorted(([a], [b]) => a - b).map(([, one]) => one)
}

function merge(a: Merged, b: Merged): Merged {
  const weigh = (mine: number, other: number) => (mine * a.count + other * b.count) / (a.count + b.count)
  const values = { ...a.values }
  for (const [name, value] of Object.entries(b.values)) {
    const other = a.values[name]
    values[name] = other
      ? [weigh(other[0], value[0]), Math.min(other[1], value[1]), Math.max(other[2], value[2])]
      : value
  }
  return { atMs: weigh(a.atMs, b.atMs), count: a.count + b.count, values }
}

/**
 * Whose readings a server has had: those of this process and of all before it, such as containers that were replaced; of
 * this process alone while others read at the same time, as they have lines of their own.
 */
export function selectOwn(
  buckets: readonly ReadingBucket[],
  { own, sinceMs }: { own: string; sinceMs: number },
): ReadingBucket[] {
  const isShared = buckets.some(({ instance, latestMs }) => instance !== own && latestMs >= sinceMs)
  return buckets.filter(({ instance }) => !isShared || instance === own)
}
