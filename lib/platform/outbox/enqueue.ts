import { newId } from '@/lib/core/ids'
import { notifySql } from '../db/notify-listener'
import type { SqlTransaction } from '../db/sql-transaction'
import { getCorrelationId } from '../work-context'
import { outboxTopic } from './outbox-topic'

/** A transaction, or Prisma's client when nothing else has to be written. */
export type OutboxTransaction = Pick<SqlTransaction, '$executeRawUnsafe'>

export interface OutboxEffect {
  /** Which handler does it. */
  topic: string
  /** Names the effect within its topic: what has the key of another, even one done long ago, is the same effect. */
  key: string
  payload: object
  /** Default: at once. */
  notBefore?: Date
}

const insertSql = `
  INSERT INTO outbox (id, topic, key, payload, correlation_id, due_at, next_try_at)
  VALUES ($1, $2, $3, $4::jsonb, $5, coalesce($6::timestamptz, now()), coalesce($6::timestamptz, now()))
  ON CONFLICT (topic, key) DO NOTHING`

/**
 * Writes down an effect in the caller's transaction: it is done, at least once, if and only if that commits. Returns
 * whether it is new.
 */
export async function enqueueOutbox(tx: OutboxTransaction, effect: OutboxEffect): Promise<boolean> {
  const { topic, key, payload, notBefore } = effect
  const values = [newId(), topic, key, JSON.stringify(payload), getCorrelationId() ?? null, notBefore ?? null]
  const isNew = (await tx.$executeRawUnsafe(insertSql, ...values)) > 0
  // Sent when the transaction commits, also to this process.
  if (isNew) await tx.$executeRawUnsafe(notifySql, JSON.stringify({ from: 'outbox', topic: outboxTopic, payload: {} }))
  return isNew
}
