import type { AlertNotice } from '../../notice'
import { type DescribedNotice, describeNotice } from '../describe-notice'

export interface NtfyMessage {
  title: string
  message: string
  /** From 1 to 5; 5 makes a phone ring. */
  priority: number
  tags: string[]
  click?: string
}

const priorities: Record<DescribedNotice['tone'], number> = { critical: 5, warning: 4, info: 3, good: 3 }
const tags: Record<DescribedNotice['tone'], string> = {
  critical: 'rotating_light',
  warning: 'warning',
  info: 'information_source',
  good: 'white_check_mark',
}

/** ntfy makes an attachment of a message of more than 4,096 bytes. */
const maxBytes = 3_500

/** A notice for ntfy, as plain text: Markdown stays off. */
export function renderNtfy(notice: AlertNotice): NtfyMessage {
  const { subject, tone, alerts, more } = describeNotice(notice)
  const blocks = alerts.map(({ title, facts, message, affects }) =>
    [...(alerts.length > 1 ? [title] : []), ...facts.map(({ label, value }) => `${label}: ${value}`), message, affects]
      .filter(Boolean)
      .join('\n'),
  )
  const click = alerts.find(({ url }) => url)?.url
  return {
    title: subject,
    message: cutBytes([...blocks, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n\n')),
    priority: priorities[tone],
    tags: [tags[tone]],
    ...(click ? { click } : {}),
  }
}

function cutBytes(text: string): string {
  const bytes = Buffer.from(text)
  return bytes.length <= maxBytes ? text : `${bytes.subarray(0, maxBytes).toString().replace(/�+$/, '')}…`
}
