import { channelComponentId } from './channel'
import { type ChannelStatus, computeChannelStatus } from './channel-health'
import { listChannels } from './list-channels'
import { listStateRows } from './repo'

export interface ChannelHealth {
  channelId: string
  /** What its alert is about: a notice with this `serviceId` does not go through the channel itself. */
  componentId: string
  name: string
  kind: string
  status: ChannelStatus
  failingSince: Date | null
  /** Failed attempts in a row. */
  failures: number
  /** What the other side said last; for admins. */
  lastAnswer: string | null
}

/** How every channel that is switched on does, in all processes together. */
export async function listChannelStates(): Promise<ChannelHealth[]> {
  const [channels, states] = await Promise.all([listChannels(), listStateRows()])
  return channels
    .filter(({ enabled }) => enabled)
    .map(({ id, name, kind }) => {
      const state = states.find(({ channelId }) => channelId === id)
      return {
        channelId: id,
        componentId: channelComponentId(id),
        name,
        kind,
        status: computeChannelStatus(state),
        failingSince: state?.failingSince ?? null,
        failures: state?.failures ?? 0,
        lastAnswer: state?.lastAnswer ?? null,
      }
    })
}
