import { withAnswerHeaders } from '@/lib/http/answer-headers'
import { readCorrelationId } from '@/lib/http/correlation-id'
import { respondWith } from '@/lib/http/respond-with'

/** An answer to a monitor. It does not go through `route()`, which asks the database who is asking. */
export function presentHealth(request: Request, status: 200 | 503, body: unknown): Response {
  const answer = respondWith(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  })
  return withAnswerHeaders(answer, { request, correlationId: readCorrelationId(request.headers) })
}
