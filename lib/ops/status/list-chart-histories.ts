import { LRUCache } from 'lru-cache'
import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { minuteMs, type Now, secondMs } from '@/lib/core/time'
import { remember } from '@/lib/platform/remember'
import { chooseSpan } from '../monitoring/choose-span'
import { getInstance } from '../monitoring/repo'
import { listReadingBuckets } from '../monitoring/repo-buckets'
import { type ChartHistories, computeChartHistory, type ReadingBucket, selectOwn } from './pure/chart-history'
import { charts } from './pure/charts'
import type { ChartRange } from './pure/ranges'

/** Another process that has read so lately runs at the same time. */
const lateMs = 5 * minuteMs
/** Whoever looks within so long sees the same. */
const keptMs = 10 * secondMs

const getKept = () =>
  remember('status.charts', () => new LRUCache<string, Promise<ChartHistories>>({ max: 20, ttl: keptMs }))

/** The lines of every chart over a range, read once for everybody who asks. Errors: unauthenticated, not_found. */
export function listChartHistories({ actor, range }: { actor: Actor; range: ChartRange }): Promise<ChartHistories> {
  assertAdmin(actor)
  const kept = getKept()
  const known = kept.get(range.range)
  if (known) return known
  const reading = readChartHistories(range)
  kept.set(range.range, reading)
  reading.catch(() => kept.delete(range.range))
  return reading
}

export async function readChartHistories(
  { range, lengthMs, pointMs }: ChartRange,
  now: Now = Date.now,
): Promise<ChartHistories> {
  const toMs = now()
  const fromMs = toMs - lengthMs
  const span = chooseSpan({ fromMs, toMs }, toMs)
  const names = charts.flatMap(({ lines }) => lines.map(({ value }) => value))
  const rows = await listReadingBuckets({ span, fromMs, toMs, bucketMs: pointMs, names })
  const buckets = selectOwn(joinValues(rows), { own: getInstance(), sinceMs: toMs - lateMs })
  return {
    range,
    fromMs,
    toMs,
    pointMs,
    charts: charts.map((chart) => computeChartHistory(chart, { buckets, pointMs })),
  }
}

type Row = Awaited<ReturnType<typeof listReadingBuckets>>[number]

function joinValues(rows: readonly Row[]): ReadingBucket[] {
  const buckets = new Map<string, ReadingBucket & { values: Record<string, ReadingBucket['values'][string]> }>()
  for (const { name, amounts, ...bucket } of rows) {
    const key = `${bucket.monitor} ${bucket.bucket} ${bucket.instance}`
    const known = buckets.get(key) ?? { ...bucket, values: {} }
    known.values[name] = amounts
    known.latestMs = Math.max(known.latestMs, bucket.latestMs)
    buckets.set(key, known)
  }
  return [...buckets.values()]
}
