import { joinNames } from '../join-names'
import type { PublicIncident, PublicMaintenance, PublicStatus } from '../schema-snapshot'
import { type Markup, markup } from './html'
import { updateWords } from './render-incident'

/** Incidents and announced maintenance as RSS 2.0; `url` is the address of the page. */
export function renderFeed(status: PublicStatus, url: string): string {
  const items = [
    ...status.maintenance.map((window) => renderMaintenance(window, url)),
    ...status.incidents.map((incident) => renderIncident(incident, url)),
  ]
  return markup`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${status.title}</title><link>${url}</link><description>${status.headline}</description><language>en</language>
<lastBuildDate>${toRssDate(status.as_of)}</lastBuildDate><ttl>1</ttl>
<atom:link href="${url}/feed.xml" rel="self" type="application/rss+xml"/>
${items}
</channel></rss>
`.text
}

interface Item {
  anchor: string
  title: string
  at: string
  /** HTML, which the feed escapes as a whole. */
  description: Markup
}

const renderItem = ({ anchor, title, at, description }: Item, url: string): Markup =>
  markup`<item><title>${title}</title><link>${url}#${anchor}</link><guid isPermaLink="false">${url}#${anchor}</guid>
<pubDate>${toRssDate(at)}</pubDate><description>${description.text}</description></item>
`

const renderIncident = ({ id, title, status, started_at, updates }: PublicIncident, url: string): Markup =>
  renderItem(
    {
      anchor: `incident-${id}`,
      title: status === 'resolved' ? `Resolved: ${title}` : title,
      at: updates[0]?.at ?? started_at,
      description: markup`${updates.map(
        ({ kind, text, at }) => markup`<p><strong>${updateWords[kind]}</strong> (${toRssDate(at)}): ${text}</p>`,
      )}`,
    },
    url,
  )

function renderMaintenance(window: PublicMaintenance, url: string): Markup {
  const { id, starts_at, ends_at, components, reason } = window
  const names = components.length > 0 ? joinNames(components) : 'all components'
  return renderItem(
    {
      anchor: `maintenance-${id}`,
      title: `Maintenance of ${names}`,
      at: starts_at,
      description: markup`<p>From ${toRssDate(starts_at)} to ${toRssDate(ends_at)}.</p><p>${reason}</p>`,
    },
    url,
  )
}

/** RFC 822, as RSS wants it. */
const toRssDate = (at: string): string => new Date(at).toUTCString()
