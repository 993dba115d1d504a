import { createHash } from 'node:crypto'
import { notFound } from '@/lib/core/errors'
import { respondWith } from '@/lib/http/respond-with'
import { route } from '@/lib/http/route'
import { isKnown, notModified } from '@/lib/http/unless-known'
import { badgeParams } from '@/lib/ops/public-status/badge-params'
import { type Made, ofPublicStatus } from '@/lib/ops/public-status/current-status'
import { pageScript } from '@/lib/ops/public-status/render/page-script'
import { pageStyle } from '@/lib/ops/public-status/render/page-style'
import { renderBadge } from '@/lib/ops/public-status/render/render-badge'
import { renderFeed } from '@/lib/ops/public-status/render/render-feed'
import { renderAbsence, renderPage } from '@/lib/ops/public-status/render/render-page'
import { getAppUrl } from '@/lib/platform/env/env'

const hash = (text: string, encoding: 'base64' | 'base64url') => createHash('sha256').update(text).digest(encoding)
const make = (text: string): Made => ({ text, etag: `"${hash(text, 'base64url').slice(0, 22)}"` })

/** Its own style and script, each named by its hash, and nothing else. */
const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash(pageStyle, 'base64')}'`,
  `script-src 'sha256-${hash(pageScript, 'base64')}'`,
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const html = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy }

function answer(request: Request, { text, etag }: Made, headers: Record<string, string>): Response {
  // Whoever stands in between may show what it has while we are away.
  const cacheControl = 'public, max-age=15, stale-while-revalidate=30, stale-if-error=86400'
  const all = { ...headers, etag, 'cache-control': cacheControl, vary: 'Accept-Encoding' }
  return isKnown(request, etag) ? notModified(all) : respondWith(text, { headers: all })
}

/** `GET /status`: from memory, so it answers whatever is down. */
export const answerStatusPage = route({ anonymous: true }, ({ request }) => {
  const page = ofPublicStatus('page', (status) => make(renderPage(status)))
  return page ? answer(request, page, html) : respondWith(renderAbsence(), { status: 404, headers: html })
})

/** `GET /api/status` and `/status.json` */
export const answerStatusJson = route({ anonymous: true }, ({ request }) => {
  const data = ofPublicStatus('json', (status) => make(JSON.stringify(status)))
  if (!data) throw notFound('page')
  return answer(request, data, { 'content-type': 'application/json' })
})

/** `GET /status/feed.xml` */
export const answerStatusFeed = route({ anonymous: true }, ({ request }) => {
  const feed = ofPublicStatus('feed', (status) => make(renderFeed(status, `${getAppUrl()}/status`)))
  if (!feed) throw notFound('page')
  return answer(request, feed, { 'content-type': 'application/rss+xml; charset=utf-8' })
})

/** `GET /status/badge/:badge`: of one component, or `overall.svg`. Other sites may show it. */
export const answerStatusBadge = route(
  { anonymous: true, limit: 'media', params: badgeParams },
  ({ request, params: { badge } }) => {
    const made = ofPublicStatus(`badge ${badge}`, ({ title, status, components }) => {
      const slug = badge.slice(0, -'.svg'.length)
      const component = components.find((one) => one.slug === slug)
      if (component) return make(renderBadge(component.name, component.status))
      return slug === 'overall' ? make(renderBadge(title, status)) : null
    })
    if (!made) throw notFound('badge')
    return answer(request, made, { 'content-type': 'image/svg+xml', 'cross-origin-resource-policy': 'cross-origin' })
  },
)
