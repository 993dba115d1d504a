import { getPool } from '@/lib/platform/db/pool'

const restSql = `
  SELECT (SELECT string_agg(concat_ws(' ', id, acknowledged_at, escalation_count), ',' ORDER BY id)
      FROM alerts WHERE status = 'active') AS alerts,
    (SELECT concat_ws(' ', count(*), max(updated_at)) FROM incidents) AS incidents,
    (SELECT concat_ws(' ', count(*), max(created_at), max(ends_at)) FROM maintenance_windows) AS windows,
    (SELECT count(*) FROM error_groups WHERE resolved_at IS NULL) AS errors,
    (SELECT count(*) FROM outbox WHERE status = 'dead') AS dead`

/** A text that is another one when there is something new on the status page that is told nowhere else. */
export async function readRest(): Promise<string> {
  const { rows } = await getPool().query<Record<string, unknown>>(restSql)
  return JSON.stringify(rows[0])
}
