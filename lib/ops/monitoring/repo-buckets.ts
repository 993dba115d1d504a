import { dayMs } from '@/lib/core/time'
import { getPool } from '@/lib/platform/db/pool'
import type { ReadingSpan } from './choose-span'

interface BucketsWanted {
  span: ReadingSpan
  fromMs: number
  toMs: number
  bucketMs: number
  /** Which values. */
  names: readonly string[]
}

export interface BucketRow {
  instance: string
  monitor: string
  bucket: number
  atMs: number
  latestMs: number
  /** How many readings it is made of. */
  count: number
  name: string
  amounts: [average: number, least: number, most: number]
}

/** As `listSql` of `repo.ts`: what is not yet condensed to the span comes as it is. It is condensed within minutes, so a week says until when. */
const bucketsSql = `
  WITH condensed AS (
    SELECT monitor, coalesce(max(at) FILTER (WHERE span = 'hour') + interval '1 hour', '-infinity') AS hours_until,
      coalesce(max(at) FILTER (WHERE span = 'minutes5') + interval '5 minutes', '-infinity') AS minutes_until
    FROM monitor_readings
    WHERE span IN ('hour', 'minutes5') AND at >= to_timestamp($6::float8 / 1000) AND at < to_timestamp($3::float8 / 1000)
    GROUP BY monitor),
  wanted AS (
    SELECT r.* FROM monitor_readings r LEFT JOIN condensed USING (monitor)
    WHERE r.span = ANY ($7::reading_span[])
      AND r.at >= to_timestamp($2::float8 / 1000) AND r.at < to_timestamp($3::float8 / 1000)
      AND (r.span = $1::reading_span
        OR $1 = 'hour' AND r.span = 'minutes5' AND r.at >= coalesce(hours_until, '-infinity')
        OR $1 <> 'raw' AND r.span = 'raw' AND r.at >= coalesce(minutes_until, '-infinity')))
  SELECT instance, monitor, floor((extract(epoch FROM at) * 1000 - $2::float8) / $4::float8)::int AS bucket, name,
    avg(extract(epoch FROM at))::float8 * 1000 AS "atMs",
    max(extract(epoch FROM at))::float8 * 1000 AS "latestMs", sum(count)::int AS count,
    ARRAY[sum(("values"->name->>0)::float8 * count) / sum(count), min(("values"->name->>1)::float8), max(("values"->name->>2)::float8)] AS amounts
  FROM wanted CROSS JOIN unnest($5::text[]) AS name
  WHERE "values" ? name
  GROUP BY 1, 2, 3, 4`

const finerSpans: Record<ReadingSpan, readonly ReadingSpan[]> = {
  raw: ['raw'],
  minutes5: ['minutes5', 'raw'],
  hour: ['hour', 'minutes5', 'raw'],
}

/** Some values of all processes, summed up over stretches of time that are counted from `fromMs`. */
export async function listReadingBuckets({ span, fromMs, toMs, bucketMs, names }: BucketsWanted): Promise<BucketRow[]> {
  const values = [span, fromMs, toMs, bucketMs, names, toMs - 7 * dayMs, finerSpans[span]]
  return (await getPool().query<BucketRow>(bucketsSql, values)).rows
}
