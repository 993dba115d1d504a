import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { newId } from '@/lib/core/ids'
import { getLog } from '@/lib/platform/log/log'
import { sealSettings } from './channel-settings-seal'
import { tellChannelsChanged } from './channels-changed'
import { toChannel } from './list-channels'
import { presentChannel } from './present'
import { insertChannel } from './repo'
import type { ChannelDto, CreateChannelInput } from './schema'

/** Makes a channel for notices of alerts. Errors: unauthenticated, not_found. */
export async function createChannel({
  actor,
  input,
}: {
  actor: Actor
  input: CreateChannelInput
}): Promise<ChannelDto> {
  assertAdmin(actor)
  const { settings, ...shown } = input
  const kind = settings.kind
  const row = await insertChannel({
    id: newId(),
    kind,
    ...shown,
    sealedSettings: sealSettings(settings),
    createdById: actor.id,
  })
  getLog('alerts').info({ channelId: row.id, kind, actorId: actor.id }, 'a channel was made')
  await tellChannelsChanged()
  return presentChannel(toChannel(row), undefined)
}
