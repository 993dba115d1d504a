import type { AlertNotice } from '../../notice'
import { type DescribedAlert, type DescribedNotice, describeNotice } from '../describe-notice'

interface TextRun {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
  size?: 'Large'
  color?: 'Attention' | 'Warning' | 'Accent' | 'Good'
  isSubtle?: true
}
interface RichText {
  type: 'RichTextBlock'
  inlines: TextRun[]
  separator?: true
}
interface OpenUrl {
  type: 'Action.OpenUrl'
  title: string
  url: string
}

export interface TeamsMessage {
  type: 'message'
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive'
      contentUrl: null
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json'
        type: 'AdaptiveCard'
        version: '1.4'
        msteams: { width: 'Full' }
        body: RichText[]
        actions: OpenUrl[]
      }
    },
  ]
}

const colours = { critical: 'Attention', warning: 'Warning', info: 'Accent', good: 'Good' } as const
const maxActions = 4

/** A notice as the Workflows app of Teams takes it. Runs of text know no markup, so nothing in them can be any. */
export function renderTeams(notice: AlertNotice): TeamsMessage {
  const described = describeNotice(notice)
  const links = described.alerts.flatMap(({ url, title }) => (url ? [{ url, title }] : []))
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          msteams: { width: 'Full' },
          body: renderBody(described),
          actions: links.slice(0, maxActions).map(({ url, title }) => ({
            type: 'Action.OpenUrl',
            title: links.length > 1 ? `Open ${title}` : 'Open in AutoGraph',
            url,
          })),
        },
      },
    ],
  }
}

function renderBody({ subject, tone, alerts, more, at }: DescribedNotice): RichText[] {
  return [
    lines([{ type: 'TextRun', text: subject, weight: 'Bolder', size: 'Large', color: colours[tone] }]),
    ...alerts.flatMap((alert) => renderAlert(alert, alerts.length > 1)),
    lines([{ type: 'TextRun', text: `${more > 0 ? `And ${more} more. ` : ''}AutoGraph · ${at}`, isSubtle: true }]),
  ]
}

function renderAlert(alert: DescribedAlert, isTitled: boolean): RichText[] {
  return [
    ...(isTitled ? [{ ...lines([run(alert.title, 'Bolder')]), separator: true as const }] : []),
    ...alert.facts.map(({ label, value }) => lines([run(`${label}: `, 'Bolder'), run(value)])),
    ...[alert.message, alert.affects].filter(Boolean).map((text) => lines([run(text)])),
  ]
}

const lines = (inlines: TextRun[]): RichText => ({ type: 'RichTextBlock', inlines })
const run = (text: string, weight?: 'Bolder'): TextRun => ({ type: 'TextRun', text, ...(weight ? { weight } : {}) })
