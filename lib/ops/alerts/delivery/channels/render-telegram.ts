import { escapeHtml } from '@/lib/core/escape-html'
import type { AlertNotice } from '../../notice'
import { type DescribedAlert, type DescribedNotice, describeNotice } from '../describe-notice'

export interface TelegramMessage {
  text: string
  parse_mode: 'HTML'
  link_preview_options: { is_disabled: true }
}

const signs: Record<DescribedNotice['tone'], string> = { critical: '🔴', warning: '🟠', info: '🔵', good: '✅' }

/** Telegram takes 4,096 characters, markup not counted. */
const maxLength = 3_500

export function renderTelegram(notice: AlertNotice): TelegramMessage {
  const { subject, tone, alerts, more } = describeNotice(notice)
  const share = Math.floor(maxLength / Math.max(1, alerts.length))
  const blocks = [
    `${signs[tone]} <b>${escapeHtml(subject)}</b>`,
    ...alerts.map((alert) => renderAlert(alert, { isTitled: alerts.length > 1, share })),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ]
  return { text: blocks.join('\n\n'), parse_mode: 'HTML', link_preview_options: { is_disabled: true } }
}

function renderAlert(alert: DescribedAlert, { isTitled, share }: { isTitled: boolean; share: number }): string {
  const facts = alert.facts.map(({ label, value }) => `${label}: ${value}`)
  const told = [...facts, alert.message, alert.affects].filter(Boolean).join('\n')
  return [
    ...(isTitled ? [`<b>${escapeHtml(alert.title)}</b>`] : []),
    escapeHtml([...told].slice(0, share - 120).join('')),
    ...(alert.url ? [`<a href="${escapeHtml(alert.url)}">Open in AutoGraph</a>`] : []),
  ].join('\n')
}
