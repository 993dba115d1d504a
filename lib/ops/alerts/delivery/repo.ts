import type { AlertChannel, ChannelState, Prisma } from '@/lib/platform/db/generated/client'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'

export type ChannelRow = AlertChannel
export type StateRow = ChannelState

type Rows = Pick<Prisma.TransactionClient, 'alertChannel'>

export const listChannelRows = (tx: Rows = getDb()): Promise<ChannelRow[]> =>
  tx.alertChannel.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })

export const findChannelRow = (id: string): Promise<ChannelRow | null> =>
  getDb().alertChannel.findUnique({ where: { id } })

export const insertChannel = (data: Prisma.AlertChannelUncheckedCreateInput): Promise<ChannelRow> =>
  getDb().alertChannel.create({ data })

/** Null when there is no such channel. */
export async function updateChannel(
  id: string,
  data: Prisma.AlertChannelUncheckedUpdateInput,
): Promise<ChannelRow | null> {
  const [row] = await getDb().alertChannel.updateManyAndReturn({ where: { id }, data })
  return row ?? null
}

/** With what is known of how it works; what it has delivered stays in the log. False when there is no such channel. */
export async function deleteChannel(id: string): Promise<boolean> {
  const [deleted] = await getDb().$transaction([
    getDb().alertChannel.deleteMany({ where: { id } }),
    getDb().channelState.deleteMany({ where: { channelId: id } }),
  ])
  return deleted.count > 0
}

export const listStateRows = (): Promise<StateRow[]> => getDb().channelState.findMany()

export interface Attempt {
  channelId: string
  isDelivered: boolean
  answer: string
}

const storeStateSql = `
  INSERT INTO channel_states AS known
    (channel_id, last_tried_at, last_delivered_at, failing_since, failures, last_answer)
  VALUES ($1, now(), CASE WHEN $2 THEN now() END, CASE WHEN NOT $2 THEN now() END, CASE WHEN $2 THEN 0 ELSE 1 END, $3)
  ON CONFLICT (channel_id) DO UPDATE SET last_tried_at = now(), last_answer = excluded.last_answer,
    last_delivered_at = coalesce(excluded.last_delivered_at, known.last_delivered_at),
    failing_since = CASE WHEN $2 THEN NULL ELSE coalesce(known.failing_since, now()) END,
    failures = CASE WHEN $2 THEN 0 ELSE known.failures + 1 END`

/** Takes note of how an attempt of a channel went. */
export async function storeState({ channelId, isDelivered, answer }: Attempt): Promise<void> {
  await getPool().query(storeStateSql, [channelId, isDelivered, answer])
}
