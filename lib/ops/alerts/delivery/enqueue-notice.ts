import type { Prisma } from '@/lib/platform/db/generated/client'
import { enqueueOutbox } from '@/lib/platform/outbox/enqueue'
import type { AlertNotice } from '../notice'
import type { Channel } from './channel'
import { computeSubject } from './describe-notice'
import { deliveryKey, getDirectDeliveries } from './direct-deliveries'
import { listChannels } from './list-channels'
import { noticeTopic } from './notice-topic'
import { selectAlerts } from './select-alerts'

/**
 * Sends a notice through every channel that tells of it, once the transaction has committed; the same notice again changes
 * nothing. What has already been delivered directly is only written down.
 */
export async function enqueueNotice(tx: Prisma.TransactionClient, notice: AlertNotice): Promise<void> {
  for (const channel of await listChannels(tx)) {
    const selected = selectAlerts(channel, notice)
    if (selected) await enqueueFor(tx, channel, selected)
  }
}

async function enqueueFor(tx: Prisma.TransactionClient, channel: Channel, notice: AlertNotice): Promise<void> {
  const key = deliveryKey(notice.id, channel.id)
  const direct = getDirectDeliveries().get(key)
  await tx.delivery.createMany({
    data: {
      noticeId: notice.id,
      channelId: channel.id,
      channelName: channel.name,
      channelKind: channel.kind,
      noticeKind: notice.kind,
      noticeAt: new Date(notice.at),
      subject: computeSubject(notice),
      alertIds: notice.alerts.map(({ alertId }) => alertId),
      ...(direct
        ? { status: 'delivered', attempts: 1, lastAnswer: direct.answer, lastTriedAt: direct.at }
        : { status: 'waiting' }),
    },
    skipDuplicates: true,
  })
  if (!direct) await enqueueOutbox(tx, { topic: noticeTopic, key, payload: { channelId: channel.id, notice } })
}
