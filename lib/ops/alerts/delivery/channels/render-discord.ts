import type { AlertNotice } from '../../notice'
import { type DescribedAlert, type DescribedNotice, describeNotice } from '../describe-notice'

interface Embed {
  title: string
  description: string
  url?: string
  color: number
  fields: { name: string; value: string; inline: true }[]
  footer: { text: string }
}

export interface DiscordMessage {
  content: string
  /** Nobody is called, whatever a name says. */
  allowed_mentions: { parse: [] }
  embeds: Embed[]
}

const colours: Record<DescribedNotice['tone'], number> = {
  critical: 0xb42318,
  warning: 0xd08b16,
  info: 0x2b50e0,
  good: 0x1a7f4b,
}

export function renderDiscord(notice: AlertNotice): DiscordMessage {
  const described = describeNotice(notice)
  const { subject, alerts, more } = described
  return {
    content: `**${escapeMarkdown(subject)}**${more > 0 ? ` (and ${more} more)` : ''}`,
    allowed_mentions: { parse: [] },
    embeds: alerts.map((alert) => renderEmbed(alert, described)),
  }
}

function renderEmbed(alert: DescribedAlert, { tone, at, alerts }: DescribedNotice): Embed {
  // All embeds of a message together may have 6,000 characters.
  const share = Math.floor(4_500 / alerts.length) - 300
  const description = [alert.message, alert.affects].filter(Boolean).join('\n')
  return {
    title: escapeMarkdown(alert.title).slice(0, 256),
    description: escapeMarkdown([...description].slice(0, Math.max(60, share / 2)).join('')),
    ...(alert.url ? { url: alert.url } : {}),
    color: colours[tone],
    fields: alert.facts.map(({ label, value }) => ({ name: label, value: escapeMarkdown(value), inline: true })),
    footer: { text: `AutoGraph · ${at}` },
  }
}

/** Every character that begins markup, a mention, an emoji or a link of its own. */
const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|<>~@:]/g, (character) => (character === '@' ? '@\u200b' : `\\${character}`))
