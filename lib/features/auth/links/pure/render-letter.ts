import { escapeHtml } from '@/lib/core/escape-html'

/** A mail in words; nothing in it is escaped yet. */
export interface LetterText {
  subject: string
  paragraphs: string[]
  /** The one thing to do. */
  action?: { label: string; url: string }
  /** What somebody should know who did not expect this mail. */
  caution: string
}

export interface RenderedLetter {
  subject: string
  text: string
  html: string
}

/** A mail in plain text, and in HTML that loads nothing. */
export function renderLetter({ subject, paragraphs, action, caution }: LetterText): RenderedLetter {
  const blocks = [...paragraphs, ...(action ? [`${action.label}:\n${action.url}`] : []), caution, 'Sent by AutoGraph.']
  return { subject, text: `${blocks.join('\n\n')}\n`, html: renderHtml({ subject, paragraphs, action, caution }) }
}

const accent = '#2b50e0'
const muted = 'color:#6b6862;font-size:12px;line-height:18px'

function renderHtml({ subject, paragraphs, action, caution }: LetterText): string {
  const title = `margin:0 0 16px;padding-left:12px;border-left:4px solid ${accent};font-size:18px;line-height:26px`
  const button = `display:inline-block;padding:10px 16px;border-radius:6px;background:${accent};color:#ffffff;font-weight:500;text-decoration:none`
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"></head>',
    '<body style="margin:0;padding:24px;background:#fbfaf8;color:#1b1a18;font:14px/20px system-ui,sans-serif">',
    `<h1 style="${title}">${escapeHtml(subject)}</h1>`,
    ...paragraphs.map((paragraph) => `<p style="margin:0 0 12px;max-width:560px">${escapeHtml(paragraph)}</p>`),
    ...(action
      ? [
          `<p style="margin:20px 0"><a href="${escapeHtml(action.url)}" rel="noreferrer" style="${button}">${escapeHtml(action.label)}</a></p>`,
          `<p style="margin:0 0 12px;${muted}">If that does not work, open this address:<br>${escapeHtml(action.url)}</p>`,
        ]
      : []),
    `<p style="margin:16px 0 4px;max-width:560px;${muted}">${escapeHtml(caution)}</p>`,
    `<p style="margin:0;${muted}">Sent by AutoGraph.</p></body></html>`,
  ].join('\n')
}
