import { minuteMs } from '@/lib/core/time'
import type { PublicStatus } from '../schema-snapshot'
import { Markup, markup } from './html'
import { pageScript } from './page-script'
import { pageStyle } from './page-style'
import { renderComponent } from './render-component'
import { renderIncident, renderMaintenance } from './render-incident'
import { renderMoment, renderTime } from './render-time'
import { renderHeadline, renderState } from './state-icon'

/** Older than this, the history is not of the same moment as the rest. */
const sameMomentMs = 2 * minuteMs

interface Page {
  title: string
  main: Markup
  /** What the head has beside the title, the style and the icon. */
  head?: Markup
  end?: Markup
}

const renderDocument = ({ title, main, head, end }: Page): string =>
  markup`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="/icon.svg" type="image/svg+xml"><meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf8"><meta name="theme-color" media="(prefers-color-scheme: dark)" content="#141311">${head ?? null}
<style>${new Markup(pageStyle)}</style></head><body>${main}${end ?? null}</body></html>`.text

/** The whole page; it needs nothing but itself, and no script. */
export function renderPage(status: PublicStatus): string {
  const open = status.incidents.filter((incident) => incident.status !== 'resolved')
  return renderDocument({
    title: `${status.headline} · ${status.title}`,
    head: markup`<link rel="alternate" type="application/rss+xml" title="${status.title}" href="/status/feed.xml">`,
    main: markup`<main>${renderTop(status)}
${open.length > 0 ? renderList('Now', open.map(renderIncident)) : null}
${status.maintenance.length > 0 ? renderList('Maintenance', status.maintenance.map(renderMaintenance)) : null}
${renderComponents(status)}${renderPast(status)}</main>`,
    end: markup`<footer class="meta"><a href="/status/feed.xml">RSS</a><a href="/status.json">JSON</a><a href="/">AutoGraph</a></footer>
<script>${new Markup(pageScript)}</script>`,
  })
}

function renderTop({ title, status, headline, as_of, history_as_of }: PublicStatus): Markup {
  const isOld = Date.parse(as_of) - Date.parse(history_as_of) > sameMomentMs
  return markup`<div class="top"><h1>${title}</h1><p class="meta">As of ${renderTime(as_of)}</p></div>
${renderHeadline(status, headline)}
${isOld ? markup`<p class="meta">History, incidents and maintenance are as of ${renderMoment(history_as_of)}; what is newer is not known here yet.</p>` : null}`
}

function renderComponents({ components }: PublicStatus): Markup {
  if (components.length === 0) return markup``
  return markup`${renderList('Components', components.map(renderComponent))}
<p class="legend meta">${(['up', 'degraded', 'down', 'maintenance', 'unknown'] as const).map((state) => renderState(state))}</p>`
}

function renderPast({ incidents }: PublicStatus): Markup {
  const past = incidents.filter(({ status }) => status === 'resolved')
  if (past.length > 0) return renderList('Last 14 days', past.map(renderIncident))
  return markup`<h2>Last 14 days</h2><p class="empty">No incidents.</p>`
}

const renderList = (title: string, items: readonly Markup[]): Markup =>
  markup`<section aria-label="${title}"><h2>${title}</h2><ul class="panel">${items}</ul></section>`

/** For whoever comes while the page is off: the same as for any other address. */
export const renderAbsence = (): string =>
  renderDocument({
    title: 'Not found · AutoGraph',
    main: markup`<main><h1>There is nothing here</h1><p class="meta">The address may have changed, or there never was such a page. <a href="/">Go to AutoGraph</a></p></main>`,
  })
