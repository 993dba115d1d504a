import type { ChannelSettings } from './schema'

/** Where a channel leads, in a few words and without its secrets. */
export function describeTarget(settings: ChannelSettings): string {
  switch (settings.kind) {
    case 'email':
      return settings.to.join(', ')
    case 'slack':
    case 'discord':
    case 'teams':
      return new URL(settings.webhookUrl).host
    case 'webhook':
      return new URL(settings.url).host
    case 'telegram':
      return `${settings.chatId} at ${new URL(settings.serverUrl).host}`
    case 'ntfy':
      return `${settings.topic} at ${new URL(settings.serverUrl).host}`
  }
}
