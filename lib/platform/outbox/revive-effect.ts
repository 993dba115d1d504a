import { notifySql } from '../db/notify-listener'
import { getPool } from '../db/pool'
import { outboxTopic } from './outbox-topic'

/** What was given up waits again, as if it were new; false when it was not given up. */
export async function reviveEffect(id: string): Promise<boolean> {
  const { rowCount } = await getPool().query(
    `UPDATE outbox SET status = 'waiting', attempts = 0, next_try_at = now(), due_at = now(), ended_at = NULL
     WHERE id = $1 AND status = 'dead'`,
    [id],
  )
  if (!rowCount) return false
  await getPool().query(notifySql, [JSON.stringify({ from: 'outbox', topic: outboxTopic, payload: {} })])
  return true
}
