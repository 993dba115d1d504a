import { dayMs } from '@/lib/core/time'
import { getPool } from '@/lib/platform/db/pool'
import type { Span } from './span-journal'

const keptMs = 400 * dayMs

const storeSql = `
  INSERT INTO component_spans AS known (component_id, started_at, ended_at, status, message)
  SELECT "componentId", to_timestamp("startedAtMs" / 1000), to_timestamp("endedAtMs" / 1000), status::span_status, message
  FROM jsonb_to_recordset($1::jsonb) AS s("componentId" text, "startedAtMs" float8, "endedAtMs" float8, status text, message text)
  ON CONFLICT (component_id, started_at) DO UPDATE
    SET ended_at = greatest(known.ended_at, excluded.ended_at), message = excluded.message`

/** What goes on is stored again and again, each time with a later end. */
export async function storeSpans(spans: readonly Span[]): Promise<void> {
  if (spans.length > 0) await getPool().query(storeSql, [JSON.stringify(spans)])
}

/** Until when each component is accounted for, by whichever process. */
export async function readStoredUntil(): Promise<Map<string, number>> {
  const { rows } = await getPool().query<{ id: string; ms: number }>(
    `SELECT component_id AS id, extract(epoch FROM max(ended_at))::float8 * 1000 AS ms FROM component_spans GROUP BY 1`,
  )
  return new Map(rows.map(({ id, ms }) => [id, Math.round(ms)]))
}

export async function pruneSpans(nowMs: number): Promise<void> {
  await getPool().query('DELETE FROM component_spans WHERE ended_at < to_timestamp($1::float8 / 1000)', [
    nowMs - keptMs,
  ])
}

interface Period {
  fromMs: number
  untilMs: number
}

/** Everything that touches the period, oldest first. */
export async function listSpans({ fromMs, untilMs }: Period, componentIds?: readonly string[]): Promise<Span[]> {
  const { rows } = await getPool().query<Span>(
    `SELECT component_id AS "componentId", status, message, extract(epoch FROM started_at)::float8 * 1000 AS "startedAtMs",
       extract(epoch FROM ended_at)::float8 * 1000 AS "endedAtMs"
     FROM component_spans
     WHERE ended_at > to_timestamp($1::float8 / 1000) AND started_at < to_timestamp($2::float8 / 1000)
       AND ($3::text[] IS NULL OR component_id = ANY ($3))
     ORDER BY started_at`,
    [fromMs, untilMs, componentIds ?? null],
  )
  return rows
}
