import { readFileSync } from 'node:fs'
import { parseFeed } from 'htmlparser2'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import type { PublicStatus } from '../schema-snapshot'
import { measureText } from './measure-text'
import { pageTokens } from './page-style'
import { renderBadge } from './render-badge'
import { formatPercent } from './render-component'
import { renderFeed } from './render-feed'
import { renderAbsence, renderPage } from './render-page'

const hostile = `<script>alert(1)</script> & "O'Neil" ]]> \u0000\ud800 <!--`
const at = '2026-11-22T12:00:00.000Z'
const day = { date: '2026-11-21', status: 'down', uptime: 0.98769 } as const
const status: PublicStatus = {
  ...{ title: `Acme ${hostile}`, status: 'down', headline: `Drawing ${hostile}`, as_of: at, history_as_of: at },
  components: [{ slug: 'drawing', name: hostile, status: 'down', uptime_90d: 0.99999, days: [day] }],
  incidents: [
    {
      ...{ id: 'abc', title: hostile, status: 'identified', impact: 'down', components: [hostile], resolved_at: null },
      started_at: at,
      updates: [{ kind: 'identified', text: `${hostile}\nand more`, at }],
    },
    {
      ...{ id: 'def', title: 'Slow', status: 'resolved', impact: 'degraded', components: [] },
      ...{ started_at: at, resolved_at: at, updates: [{ kind: 'postmortem', text: 'A slow disk.', at }] },
    },
  ],
  maintenance: [{ id: 'ghi', state: 'planned', starts_at: at, ends_at: at, components: ['Drawing'], reason: hostile }],
}

/** Throws where XML is not well-formed. */
const parseXml = (text: string, contentType: 'application/xml' | 'image/svg+xml' = 'application/xml') =>
  new JSDOM(text, { contentType }).window.document

describe('the page', () => {
  const { document } = new JSDOM(renderPage(status)).window

  it('shows what people wrote as text, and has no script but its own', () => {
    expect(document.querySelectorAll('script')).toHaveLength(1)
    expect(document.querySelector('.headline')?.textContent).toContain('Drawing <script>alert(1)</script>')
    expect(document.querySelector('#incident-abc .timeline')?.textContent).toContain('Identified. <script>')
    expect(document.documentElement.outerHTML).not.toMatch(/ style=| on\w+=/)
  })

  it('says everything in words, with times in UTC for whoever has no script', () => {
    const item = document.querySelector('section[aria-label=Components] li')
    expect(item?.textContent).toContain('Down')
    expect(item?.textContent).toContain('99.99 % uptime')
    expect(item?.querySelector('.days')?.getAttribute('aria-label')).toBe(
      'The last 90 days. 99.99 % uptime. Nov 21: down, 98.76 % uptime',
    )
    expect(document.querySelector('.top time')?.textContent).toBe('12:00:00 UTC')
    expect(document.querySelector('section[aria-label="Last 14 days"]')?.textContent).toContain('Postmortem. A slow')
    expect(document.querySelector('section[aria-label=Maintenance]')?.textContent).toContain('Planned')
  })

  it('says when a part of it is older', () => {
    const old = { ...status, history_as_of: '2026-11-22T11:00:00.000Z' }
    expect(new JSDOM(renderPage(old)).window.document.body.textContent).toContain('are as of Nov 22, 11:00 UTC')
    expect(document.body.textContent).not.toContain('are as of')
  })

  it('has the colours of the product', () => {
    const css = readFileSync('app/globals.css', 'utf8')
    for (const [name, value] of Object.entries(pageTokens)) expect(css).toContain(`${name}: ${value};`)
  })

  it('that is off says nothing', () => {
    expect(renderAbsence()).toContain('There is nothing here')
  })
})

describe('the feed', () => {
  const text = renderFeed(status, 'https://draw.example.org/status')

  it('is read by a reader of feeds', () => {
    const feed = parseFeed(text)
    expect(feed).toMatchObject({ type: 'rss', link: 'https://draw.example.org/status', updated: new Date(at) })
    expect(feed?.items.map(({ title, link, pubDate }) => ({ title, link, pubDate }))).toMatchObject([
      { title: 'Maintenance of Drawing', link: 'https://draw.example.org/status#maintenance-ghi' },
      { link: 'https://draw.example.org/status#incident-abc', pubDate: new Date(at) },
      { title: 'Resolved: Slow' },
    ])
  })

  it('is well-formed RSS 2.0 that names itself, and keeps what people wrote as text', () => {
    const document = parseXml(text)
    expect(document.documentElement.getAttribute('version')).toBe('2.0')
    const self = document.getElementsByTagNameNS('http://www.w3.org/2005/Atom', 'link')[0]
    expect(['href', 'rel', 'type'].map((name) => self?.getAttribute(name))).toEqual([
      ...['https://draw.example.org/status/feed.xml', 'self', 'application/rss+xml'],
    ])
    const ids = [...document.querySelectorAll('guid')].map(({ textContent }) => textContent)
    expect(new Set(ids).size).toBe(3)
    const html = document.querySelectorAll('item description')[1]?.textContent ?? ''
    expect(new JSDOM(html).window.document.querySelector('script')).toBeNull()
    expect(html).toContain('&lt;script&gt;')
  })
})

describe('a badge', () => {
  it.each(['Drawing', hostile, '图表', 'i', 'W'.repeat(60)])('of %s is well-formed', (name) => {
    const document = parseXml(renderBadge(name, 'maintenance'), 'image/svg+xml')
    expect(document.documentElement.getAttribute('aria-label')).toContain(': maintenance')
    expect([...document.querySelectorAll('text')]).toHaveLength(2)
  })

  it('is as wide as its words', () => {
    expect(measureText('WWWW')).toBeGreaterThan(2 * measureText('iiii'))
    expect(measureText('图表')).toBe(22)
  })
})

it.each([
  [1, '100.00 %'],
  [0.999999, '99.99 %'],
  [0.5, '50.00 %'],
])('uptime %s is never rounded up: %s', (ratio, text) => {
  expect(formatPercent(ratio)).toBe(text)
})
