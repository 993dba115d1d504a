import type { Channel } from './channel'
import { computeChannelStatus } from './channel-health'
import type { DeliveryRow } from './deliveries'
import { describeTarget } from './describe-target'
import type { StateRow } from './repo'
import type { ChannelDto, DeliveryDto } from './schema'

export const presentChannel = (channel: Channel, state: StateRow | undefined): ChannelDto => ({
  id: channel.id,
  name: channel.name,
  kind: channel.kind,
  origin: channel.origin,
  target: channel.settings && describeTarget(channel.settings),
  minimumSeverity: channel.minimumSeverity,
  enabled: channel.enabled,
  status: computeChannelStatus(state),
  failingSince: state?.failingSince?.toISOString() ?? null,
  lastTriedAt: state?.lastTriedAt.toISOString() ?? null,
  lastDeliveredAt: state?.lastDeliveredAt?.toISOString() ?? null,
  lastAnswer: state?.lastAnswer ?? null,
})

export const presentDelivery = (row: DeliveryRow): DeliveryDto => ({
  noticeId: row.noticeId,
  channelId: row.channelId,
  channelName: row.channelName,
  channelKind: row.channelKind,
  kind: row.kind,
  subject: row.subject,
  status: row.status,
  attempts: row.attempts,
  lastAnswer: row.lastAnswer,
  lastTriedAt: row.lastTriedAt?.toISOString() ?? null,
  nextTryAt: row.nextTryAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  outboxId: row.outboxId,
})
