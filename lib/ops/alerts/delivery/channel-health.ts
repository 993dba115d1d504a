import type { StateRow } from './repo'

/** So often in a row; a single hiccup is the outbox's business. */
const failingFrom = 3

export type ChannelStatus = 'working' | 'failing' | 'unknown'

/** Pure: how a channel does by its latest attempts. */
export function computeChannelStatus(state: Pick<StateRow, 'failures' | 'lastDeliveredAt'> | undefined): ChannelStatus {
  if (!state) return 'unknown'
  if (state.failures >= failingFrom) return 'failing'
  return state.lastDeliveredAt ? 'working' : 'unknown'
}
