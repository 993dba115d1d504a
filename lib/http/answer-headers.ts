import { listSecurityHeaders } from '@/lib/platform/net/list-security-headers'
import { correlationHeader } from './correlation-id'

/** The answer with its correlation id, and the headers of every API answer that the handler has not chosen itself. */
export function withAnswerHeaders(response: Response, correlationId: string): Response {
  const headers = new Headers(response.headers)
  headers.set(correlationHeader, correlationId)
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store')
  for (const [name, value] of listSecurityHeaders()) if (!headers.has(name)) headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
