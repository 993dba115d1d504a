import type { AlertNotice } from '../../notice'
import { type DescribedAlert, type DescribedNotice, describeNotice } from '../describe-notice'

interface PlainText {
  type: 'plain_text'
  text: string
  emoji: false
}
interface Marked {
  type: 'mrkdwn'
  text: string
}
type Block =
  | { type: 'header'; text: PlainText }
  | { type: 'section'; text?: PlainText; fields?: (PlainText | Marked)[] }
  | { type: 'context'; elements: (PlainText | Marked)[] }

export interface SlackMessage {
  /** What a notification on a phone shows. */
  text: string
  blocks: Block[]
}

const signs: Record<DescribedNotice['tone'], string> = { critical: '🔴', warning: '🟠', info: '🔵', good: '✅' }

/**
 * A notice in Slack's Block Kit. Whatever others have named is plain text, where neither markup nor a mention means
 * anything; marked text is only ours.
 */
export function renderSlack(notice: AlertNotice): SlackMessage {
  const described = describeNotice(notice)
  const { subject, tone, alerts, more, kind, at } = described
  const closing = more > 0 ? `And ${more} more. ` : ''
  const blocks: Block[] = [
    { type: 'header', text: plain(`${signs[tone]} ${subject}`, 150) },
    ...alerts.flatMap(renderAlert),
    { type: 'context', elements: [plain(`${closing}${kind} · AutoGraph · ${at}`)] },
  ]
  return { text: escapeMarked(`${signs[tone]} ${subject}`), blocks }
}

function renderAlert(alert: DescribedAlert): Block[] {
  // Two columns: our words on the left, what they say on the right; five rows at most.
  const fields = alert.facts.slice(0, 5).flatMap(({ label, value }) => [bold(label), plain(value)])
  const rest = alert.facts.slice(5).map(({ label, value }) => plain(`${label}: ${value}`))
  const affects = alert.affects ? [plain(alert.affects)] : []
  const link = alert.url ? [{ type: 'mrkdwn' as const, text: `<${escapeLink(alert.url)}|Open in AutoGraph>` }] : []
  const context = [...rest, ...affects, ...link]
  return [
    { type: 'section', fields },
    { type: 'section', text: plain(alert.message || alert.title, 3_000) },
    ...(context.length > 0 ? [{ type: 'context' as const, elements: context }] : []),
  ]
}

const plain = (text: string, maxLength = 2_000): PlainText => ({
  type: 'plain_text',
  text: [...text].slice(0, maxLength).join(''),
  emoji: false,
})
const bold = (label: string): Marked => ({ type: 'mrkdwn', text: `*${label}*` })

/** The three characters that Slack reads as control in marked text. */
const escapeMarked = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const escapeLink = (url: string): string => escapeMarked(url).replaceAll('|', '%7C')
