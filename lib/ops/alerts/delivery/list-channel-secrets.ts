import type { ChannelSettings } from './schema'

/** What of a channel's settings nobody is shown; the addresses among them open the channel by themselves. */
export function listChannelSecrets(settings: ChannelSettings): string[] {
  switch (settings.kind) {
    case 'email':
      return []
    case 'slack':
    case 'discord':
    case 'teams':
      return [settings.webhookUrl, new URL(settings.webhookUrl).pathname].filter((text) => text.length > 1)
    case 'webhook':
      return [settings.secret, settings.url]
    case 'telegram':
      return [settings.botToken]
    case 'ntfy':
      return settings.token ? [settings.token] : []
  }
}
