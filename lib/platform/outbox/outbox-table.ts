import { getPool } from '../db/pool'

/** An effect that this process has taken and that no other takes until the lease is over. */
export interface ClaimedEffect {
  id: string
  topic: string
  key: string
  payload: unknown
  /** This one included. */
  attempts: number
  correlationId: string | null
  claim: string
}

interface Claim {
  topic: string
  claim: string
  atMost: number
  leaseMs: number
}

/** First attempts come before repeats, so that whatever fails does not hold up the rest. All times are the database's. */
const claimSql = `
  WITH due AS MATERIALIZED (
    SELECT id FROM outbox WHERE status = 'waiting' AND topic = $1 AND next_try_at <= clock_timestamp()
    ORDER BY attempts > 0, next_try_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  UPDATE outbox SET claim = $2, attempts = attempts + 1, next_try_at = clock_timestamp() + $4 * interval '1 ms'
  FROM due WHERE outbox.id = due.id
  RETURNING outbox.id, topic, key, payload, attempts, correlation_id AS "correlationId", claim`

export async function claimEffects({ topic, claim, atMost, leaseMs }: Claim): Promise<ClaimedEffect[]> {
  const { rows } = await getPool().query<ClaimedEffect>(claimSql, [topic, claim, atMost, leaseMs])
  return rows
}

/** How long until something of the topic is due; null when nothing waits. */
export async function findNextDueMs(topic: string): Promise<number | null> {
  const { rows } = await getPool().query<{ dueMs: number | null }>(
    `SELECT extract(epoch FROM min(next_try_at) - clock_timestamp())::float8 * 1000 AS "dueMs"
     FROM outbox WHERE status = 'waiting' AND topic = $1`,
    [topic],
  )
  const dueMs = rows[0]?.dueMs ?? null
  return dueMs === null ? null : Math.max(0, dueMs)
}

/** Whoever else may have taken it meanwhile: it is done. */
export async function markDone({ id }: ClaimedEffect): Promise<void> {
  await getPool().query(
    `UPDATE outbox SET status = 'done', ended_at = now(), claim = NULL, last_fault = NULL WHERE id = $1 AND status <> 'done'`,
    [id],
  )
}

export interface Failure {
  fault: string
  /** Null: it is not tried again. */
  retryMs: number | null
  isAttempt: boolean
}

/** Nothing happens when another attempt has begun meanwhile. */
export async function markFailed({ id, claim }: ClaimedEffect, { fault, retryMs, isAttempt }: Failure): Promise<void> {
  await getPool().query(
    `UPDATE outbox SET claim = NULL, last_fault = $3, attempts = attempts - $5,
       status = CASE WHEN $4::float8 IS NULL THEN 'dead' ELSE 'waiting' END::outbox_status,
       ended_at = CASE WHEN $4::float8 IS NULL THEN now() END,
       next_try_at = clock_timestamp() + coalesce($4::float8, 0) * interval '1 ms'
     WHERE id = $1 AND claim = $2`,
    [id, claim, fault, retryMs, isAttempt ? 0 : 1],
  )
}
