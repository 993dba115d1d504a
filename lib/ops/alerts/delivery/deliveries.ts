import { getPool } from '@/lib/platform/db/pool'
import type { AlertNotice } from '../notice'
import { noticeTopic } from './notice-topic'
import type { DeliveryDto, ListDeliveriesQuery } from './schema'

export interface Outcome {
  noticeId: string
  channelId: string
  /** `waiting`: it failed and is tried again. */
  status: 'delivered' | 'dead' | 'dropped' | 'waiting'
  answer: string
}

/** Writes down how an attempt to deliver went. */
export async function storeOutcome({ noticeId, channelId, status, answer }: Outcome): Promise<void> {
  await getPool().query(
    `UPDATE deliveries SET status = $3::delivery_status, last_answer = $4, last_tried_at = now(),
       attempts = attempts + CASE WHEN $3 = 'dropped' THEN 0 ELSE 1 END
     WHERE notice_id = $1 AND channel_id = $2`,
    [noticeId, channelId, status, answer],
  )
}

/** Whether it was delivered in an attempt that could say so here and no longer to the outbox. */
export async function isDelivered({ noticeId, channelId }: Pick<Outcome, 'noticeId' | 'channelId'>): Promise<boolean> {
  const { rowCount } = await getPool().query(
    `SELECT FROM deliveries WHERE notice_id = $1 AND channel_id = $2 AND status = 'delivered'`,
    [noticeId, channelId],
  )
  return rowCount === 1
}

/** Whether the channel has by now told something later of each of the notice's alerts. */
export async function findLaterDelivery(of: { channelId: string; notice: AlertNotice }): Promise<boolean> {
  const alertIds = [...new Set(of.notice.alerts.map(({ alertId }) => alertId))]
  const { rows } = await getPool().query<{ told: number }>(
    `SELECT count(DISTINCT alert_id)::int AS told FROM deliveries, unnest(alert_ids) AS alert_id
     WHERE channel_id = $1 AND notice_at > $2 AND status = 'delivered' AND alert_id = ANY($3)`,
    [of.channelId, of.notice.at, alertIds],
  )
  return alertIds.length > 0 && rows[0]?.told === alertIds.length
}

export type DeliveryRow = Omit<DeliveryDto, 'createdAt' | 'lastTriedAt' | 'nextTryAt'> & {
  createdAt: Date
  lastTriedAt: Date | null
  nextTryAt: Date | null
}

/** The outbox knows of a delivery that ended without being able to say so, and of one that an admin sends again. */
const listSql = `
  WITH known AS (
    SELECT d.notice_id AS "noticeId", d.channel_id AS "channelId", d.channel_name AS "channelName",
      d.channel_kind AS "channelKind", d.notice_kind AS kind, d.subject, d.attempts, d.last_answer AS "lastAnswer",
      d.last_tried_at AS "lastTriedAt", d.created_at AS "createdAt", o.id AS "outboxId",
      CASE WHEN o.status = 'waiting' THEN o.next_try_at END AS "nextTryAt",
      CASE WHEN d.status IN ('delivered', 'dropped') OR o.status IS NULL THEN d.status::text
        WHEN o.status = 'done' THEN 'delivered' ELSE o.status::text END AS status
    FROM deliveries d LEFT JOIN outbox o ON o.topic = $1 AND o.key = d.notice_id || ':' || d.channel_id
    WHERE $2::text IS NULL OR d.channel_id = $2),
  asked AS (SELECT * FROM known WHERE $3 = 'all' OR status = $3)
  SELECT *, (SELECT count(*)::int FROM asked) AS total FROM asked
  WHERE $4::timestamptz IS NULL OR ("createdAt", "noticeId", "channelId") < ($4, $5, $6)
  ORDER BY "createdAt" DESC, "noticeId" DESC, "channelId" DESC LIMIT $7`

export interface Place {
  createdAt: Date
  noticeId: string
  channelId: string
}

/** The latest first; one more than asked for, when there are more. */
export async function listDeliveryRows(
  query: Pick<ListDeliveriesQuery, 'status' | 'limit' | 'channel'> & { after: Place | null },
): Promise<{ rows: DeliveryRow[]; total: number }> {
  const { after, channel = null, status, limit } = query
  const place = [after?.createdAt ?? null, after?.noticeId ?? null, after?.channelId ?? null]
  const values = [noticeTopic, channel, status, ...place, limit + 1]
  const { rows } = await getPool().query<DeliveryRow & { total: number }>(listSql, values)
  return { rows, total: rows[0]?.total ?? 0 }
}
