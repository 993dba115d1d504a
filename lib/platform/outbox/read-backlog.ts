import { getPool } from '../db/pool'

export interface OutboxBacklog {
  waiting: number
  /** How long the oldest of them should have been done by now; 0 when nothing is late. */
  oldestSeconds: number
  /** Given up. */
  dead: number
}

/** What is still to be done, in all processes together. */
export async function readOutboxBacklog(): Promise<OutboxBacklog> {
  const { rows } = await getPool().query<OutboxBacklog>(
    `SELECT count(*) FILTER (WHERE status = 'waiting')::int AS waiting, count(*) FILTER (WHERE status = 'dead')::int AS dead,
       greatest(0, coalesce(extract(epoch FROM clock_timestamp() - min(due_at) FILTER (WHERE status = 'waiting')), 0))::float8
         AS "oldestSeconds"
     FROM outbox WHERE status IN ('waiting', 'dead')`,
  )
  return rows[0] ?? { waiting: 0, oldestSeconds: 0, dead: 0 }
}
