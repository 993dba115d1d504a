import { hostname } from 'node:os'
import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import { inTransaction } from '@/lib/platform/db/in-transaction'
import { getPool } from '@/lib/platform/db/pool'
import { getEnv } from '@/lib/platform/env/env'
import type { ReadingSpan } from './choose-span'
import type { Monitor } from './collector'
import type { LatestReading } from './latest-readings'

/** The same process after a restart. */
export const getInstance = (): string => `${hostname()}:${getEnv().PORT}`

const insertSql = `
  INSERT INTO monitor_readings (span, monitor, instance, at, "values", count)
  SELECT 'raw', $1, $2, to_timestamp($3::float8 / 1000), jsonb_object_agg(key, jsonb_build_array(value, value, value)), 1
  FROM jsonb_each($4::jsonb)
  ON CONFLICT DO NOTHING`

export async function storeReading({ monitor, atMs, values }: LatestReading): Promise<void> {
  if (Object.keys(values).length === 0) return
  await getPool().query(insertSql, [monitor, getInstance(), atMs, JSON.stringify(values)])
}

export interface StoredReading {
  instance: string
  at: Date
  /** Average, least and most. */
  values: Record<string, [number, number, number]>
}

interface ReadingsWanted {
  monitor: Monitor
  span: ReadingSpan
  fromMs: number
  toMs: number
  instance: string | undefined
  limit: number
}

/** What is not yet condensed to the span comes as it is, so that the latest is there. */
const listSql = `
  WITH condensed AS (
    SELECT coalesce(max(at) FILTER (WHERE span = 'hour') + interval '1 hour', '-infinity') AS hours_until,
      coalesce(max(at) FILTER (WHERE span = 'minutes5') + interval '5 minutes', '-infinity') AS minutes_until
    FROM monitor_readings WHERE monitor = $1 AND span <> 'raw' AND at < to_timestamp($4::float8 / 1000))
  SELECT instance, at, "values" FROM monitor_readings, condensed
  WHERE monitor = $1 AND at >= to_timestamp($3::float8 / 1000) AND at < to_timestamp($4::float8 / 1000)
    AND ($5::text IS NULL OR instance = $5)
    AND (span = $2::reading_span
      OR $2 = 'hour' AND span = 'minutes5' AND at >= hours_until
      OR $2 <> 'raw' AND span = 'raw' AND at >= minutes_until)
  ORDER BY at DESC, instance DESC LIMIT $6`

export async function listStoredReadings(wanted: ReadingsWanted): Promise<StoredReading[]> {
  const { monitor, span, fromMs, toMs, instance, limit } = wanted
  const values = [monitor, span, fromMs, toMs, instance ?? null, limit]
  return (await getPool().query<StoredReading>(listSql, values)).rows
}

/** Only one process at a time does it. */
const rollUpLock = 5_118_264

/** Averages are weighed by how many readings they are made of. A span is made again when readings came late, never from fewer. */
const rollUpSql = `
  INSERT INTO monitor_readings (span, monitor, instance, at, "values", count)
  SELECT $2::reading_span, monitor, instance, begun, jsonb_object_agg(name, jsonb_build_array(average, least, most)), max(total)
  FROM (
    SELECT monitor, instance, date_bin($3::interval, at, 'epoch'::timestamptz) AS begun, key AS name,
      sum((value->>0)::float8 * count) / sum(count) AS average, min((value->>1)::float8) AS least,
      max((value->>2)::float8) AS most, sum(count)::int AS total
    FROM monitor_readings, jsonb_each("values")
    WHERE span = $1::reading_span AND at >= to_timestamp($4::float8 / 1000) AND at < to_timestamp($5::float8 / 1000)
    GROUP BY 1, 2, 3, 4) AS binned
  GROUP BY monitor, instance, begun
  ON CONFLICT (span, monitor, instance, at) DO UPDATE SET "values" = excluded."values", count = excluded.count
  WHERE excluded.count >= monitor_readings.count`

const pruneSql = `
  DELETE FROM monitor_readings
  WHERE span = 'raw' AND at < to_timestamp($1::float8 / 1000) OR span <> 'raw' AND at < to_timestamp($2::float8 / 1000)`

const rawMs = dayMs
const keptMs = 90 * dayMs
/** So far back whole spans are made again: readings of another process may have come late. */
const lookBackMs = { minutes5: hourMs, hour: 6 * hourMs }

/**
 * Makes 5 minutes and hours of what is complete, and deletes what is older than a day (raw) or 90 days. False when another
 * process is at it. `sinceMs`: how far back nobody has done it yet.
 */
export async function rollUp(nowMs: number, sinceMs: number): Promise<boolean> {
  return await inTransaction(async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [rollUpLock])
    if (rows[0]?.mine) {
      const steps = [
        { from: 'raw', to: 'minutes5', interval: '5 minutes', lengthMs: 5 * minuteMs, backMs: lookBackMs.minutes5 },
        { from: 'minutes5', to: 'hour', interval: '1 hour', lengthMs: hourMs, backMs: lookBackMs.hour },
      ]
      for (const { from, to, interval, lengthMs, backMs } of steps) {
        const untilMs = Math.floor(nowMs / lengthMs) * lengthMs
        const fromMs = Math.floor(Math.min(sinceMs, nowMs - backMs) / lengthMs) * lengthMs
        await client.query(rollUpSql, [from, to, interval, fromMs, untilMs])
      }
      await client.query(pruneSql, [nowMs - rawMs, nowMs - keptMs])
    }
    return rows[0]?.mine ?? false
  })
}
