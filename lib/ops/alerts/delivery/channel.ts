import type { Severity } from '../notice'
import type { ChannelKind, ChannelSettings } from './schema'

/** Where notices go. */
export interface Channel {
  /** `email` and `slack` are those of the environment. */
  id: string
  name: string
  kind: ChannelKind
  origin: 'environment' | 'admin'
  /** Null when they were sealed with another AUTH_SECRET. */
  settings: ChannelSettings | null
  minimumSeverity: Severity
  enabled: boolean
}

/** What watches the channel calls it so; its alert is not told through itself. */
export const channelComponentId = (channelId: string): string => `channel_${channelId}`
