import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError, notFound } from '@/lib/core/errors'
import { getLog } from '@/lib/platform/log/log'
import { sealSettings } from './channel-settings-seal'
import { tellChannelsChanged } from './channels-changed'
import { listChannels, toChannel } from './list-channels'
import { presentChannel } from './present'
import { listStateRows, updateChannel } from './repo'
import type { ChangeChannelInput, ChannelDto } from './schema'

interface ChangeChannel {
  actor: Actor
  channelId: string
  input: ChangeChannelInput
}

/** Changes a channel; what is not given stays. Errors: unauthenticated, not_found, conflict. */
export async function changeChannel({ actor, channelId, input }: ChangeChannel): Promise<ChannelDto> {
  assertAdmin(actor)
  await assertOfAdmins(channelId)
  const { settings, ...shown } = input
  const row = await updateChannel(channelId, {
    ...shown,
    ...(settings ? { kind: settings.kind, sealedSettings: sealSettings(settings) } : {}),
  })
  if (!row) throw notFound('channel')
  getLog('alerts').info({ channelId, changed: Object.keys(input), actorId: actor.id }, 'a channel was changed')
  await tellChannelsChanged()
  const state = (await listStateRows()).find((one) => one.channelId === channelId)
  return presentChannel(toChannel(row), state)
}

/** Errors: not_found, conflict. */
export async function assertOfAdmins(channelId: string): Promise<void> {
  const channel = (await listChannels()).find(({ id }) => id === channelId)
  if (!channel) throw notFound('channel')
  if (channel.origin === 'environment') {
    throw new AppError('conflict', 'This channel comes from the settings of the server (ALERT_…). Change it there.')
  }
}
