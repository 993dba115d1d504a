import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { listChannels } from './list-channels'
import { presentChannel } from './present'
import { listStateRows } from './repo'
import type { ChannelDto } from './schema'

/** Every channel, and how it does. Errors: unauthenticated, not_found. */
export async function listAlertChannels({ actor }: { actor: Actor }): Promise<ChannelDto[]> {
  assertAdmin(actor)
  const [channels, states] = await Promise.all([listChannels(), listStateRows()])
  return channels.map((channel) =>
    presentChannel(
      channel,
      states.find(({ channelId }) => channelId === channel.id),
    ),
  )
}
