import type { ChannelKind } from '@/lib/ops/alerts/delivery/schema'

interface ChannelField {
  /** As the settings call it. */
  name: string
  label: string
  hint?: string
  isOptional?: true
  isSecret?: true
}

interface ChannelForm {
  title: string
  fields: readonly ChannelField[]
}

const webhook = (hint: string): ChannelField => ({ name: 'webhookUrl', label: 'Webhook address', hint })

/** What each kind of channel asks for. */
export const channelForms: Record<ChannelKind, ChannelForm> = {
  email: {
    title: 'E-mail',
    fields: [{ name: 'to', label: 'To', hint: 'Addresses, separated by commas.' }],
  },
  slack: { title: 'Slack', fields: [webhook('Of an incoming webhook, https://hooks.slack.com/services/…')] },
  webhook: {
    title: 'Signed webhook',
    fields: [
      { name: 'url', label: 'Address' },
      { name: 'secret', label: 'Secret', hint: 'At least 16 characters; signs each request.', isSecret: true },
    ],
  },
  discord: { title: 'Discord', fields: [webhook('From the settings of the channel, under Integrations.')] },
  teams: {
    title: 'Microsoft Teams',
    fields: [webhook('Of the workflow "Send webhook alerts to a channel".')],
  },
  telegram: {
    title: 'Telegram',
    fields: [
      { name: 'botToken', label: 'Token of the bot', hint: 'As @BotFather gives it.', isSecret: true },
      { name: 'chatId', label: 'Chat', hint: 'Its number, or @name of a channel.' },
    ],
  },
  ntfy: {
    title: 'ntfy',
    fields: [
      { name: 'serverUrl', label: 'Address of the server' },
      { name: 'topic', label: 'Topic' },
      {
        name: 'token',
        label: 'Access token',
        hint: 'Only where the topic is protected.',
        isOptional: true,
        isSecret: true,
      },
    ],
  },
}

/** The settings as the API takes them; what is empty is left out. */
export function readChannelSettings(kind: ChannelKind, values: FormData): Record<string, unknown> {
  const entries = channelForms[kind].fields.flatMap(({ name, isOptional }) => {
    const text = String(values.get(`settings.${name}`) ?? '').trim()
    if (text === '' && isOptional) return []
    return [[name, name === 'to' ? splitAddresses(text) : text] as const]
  })
  return { kind, ...Object.fromEntries(entries) }
}

const splitAddresses = (text: string): string[] => text.split(/[\s,;]+/).filter((address) => address !== '')
