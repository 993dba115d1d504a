import type { ReadingHistoryDto } from '@/lib/ops/monitoring/schema'
import { formatMegabytes, formatMs, formatPercent } from './format-quantity'

export interface HistoryBucket {
  /** From 0 at the beginning of the time to 1 at its end. */
  place: number
  average: number
  least: number
  most: number
}

export interface HistorySummary {
  buckets: HistoryBucket[]
  least: string
  most: string
  /** What the upper edge of a chart stands for. */
  top: number
}

type Monitor = ReadingHistoryDto['monitor']
type Point = ReadingHistoryDto['series'][number]['points'][number]

/** What a chart of so many pixels can show. */
const bucketCount = 120

const mains: Record<Monitor, { isMain: (name: string) => boolean; format: (value: number) => string; top?: number }> = {
  cpu: { isMain: (name) => /^(process|system)_cpu_percent$/.test(name), format: formatPercent, top: 100 },
  memory: { isMain: (name) => name === 'current_memory_mb', format: formatMegabytes },
  event_loop: { isMain: (name) => name === 'event_loop_lag_ms', format: formatMs },
  disk: { isMain: (name) => name.endsWith('_disk_usage_percent'), format: formatPercent, top: 100 },
  network: { isMain: (name) => name === 'open_sockets', format: (value) => Math.round(value).toLocaleString('en') },
}

/** The number that a monitor is known by, over time; of several the largest. Null while there is none. */
export function summarizeHistory({ monitor, from, to, series }: ReadingHistoryDto): HistorySummary | null {
  const { isMain, format, top } = mains[monitor]
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)]
  const buckets = new Map<number, HistoryBucket & { count: number }>()
  for (const point of series.flatMap(({ points }) => points)) {
    const main = pickMain(point, isMain)
    if (!main) continue
    const place = Math.floor(((Date.parse(point.at) - fromMs) / (toMs - fromMs)) * bucketCount)
    buckets.set(place, addTo(buckets.get(place), main, place / bucketCount))
  }
  const all = [...buckets.values()].map(({ count, ...bucket }) => ({ ...bucket, average: bucket.average / count }))
  if (all.length === 0) return null
  const [least, most] = [Math.min(...all.map((one) => one.least)), Math.max(...all.map((one) => one.most))]
  return { buckets: all, least: format(least), most: format(most), top: top ?? Math.max(1, most * 1.1) }
}

/** Averages are added up first and divided at the end. */
function addTo(known: (HistoryBucket & { count: number }) | undefined, main: Amount, place: number) {
  return {
    place,
    count: (known?.count ?? 0) + 1,
    average: (known?.average ?? 0) + main.average,
    least: Math.min(known?.least ?? main.least, main.least),
    most: Math.max(known?.most ?? main.most, main.most),
  }
}

type Amount = Point['values'][string]

function pickMain({ values }: Point, isMain: (name: string) => boolean): Amount | null {
  const amounts = Object.keys(values).flatMap((name) => (isMain(name) && values[name] ? [values[name]] : []))
  if (amounts.length === 0) return null
  const largest = (pick: (amount: Amount) => number) => Math.max(...amounts.map(pick))
  return {
    average: largest(({ average }) => average),
    least: largest(({ least }) => least),
    most: largest(({ most }) => most),
  }
}
