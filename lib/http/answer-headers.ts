import { correlationHeader } from './correlation-id'

/** An answer of the API is data: opened as a page it may show a picture, and run or fetch nothing. */
const dataPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'"

const defaults: Record<string, string> = {
  'cache-control': 'private, no-store',
  'content-security-policy': dataPolicy,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** The answer with its correlation id, and the headers of every API answer that the handler has not chosen itself. */
export function withAnswerHeaders(response: Response, correlationId: string): Response {
  const headers = new Headers(response.headers)
  headers.set(correlationHeader, correlationId)
  for (const [name, value] of Object.entries(defaults)) if (!headers.has(name)) headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}
