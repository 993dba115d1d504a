import { createHash } from 'node:crypto'
import { matchesWeakly } from '@/lib/core/entity-tag'
import { respondWith } from './respond-with'

/** Whether the client says that it has the answer of this ETag already. */
export const isKnown = (request: Request, etag: string): boolean =>
  matchesWeakly(request.headers.get('if-none-match'), etag)

export const notModified = (headers: HeadersInit): Response => new Response(null, { status: 304, headers })

const revalidate = { 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' }

/**
 * A JSON answer that is named by the hash of its text, or 304 when the client has it. It saves the transfer, not the work;
 * what is expensive to make finds out earlier.
 */
export function jsonUnlessKnown(request: Request, body: unknown, headers: Record<string, string> = {}): Response {
  const text = JSON.stringify(body)
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const all = { ...revalidate, ...headers, etag }
  if (isKnown(request, etag)) return notModified(all)
  return respondWith(text, { headers: { ...all, 'content-type': 'application/json' } })
}
