import { withAnswerHeaders } from '@/lib/http/answer-headers'
import { readCorrelationId } from '@/lib/http/correlation-id'

/** An answer to a monitor. It does not go through `route()`, which asks the database who is asking. */
export function presentHealth(request: Request, status: 200 | 503, body: unknown): Response {
  return withAnswerHeaders(Response.json(body, { status }), {
    request,
    correlationId: readCorrelationId(request.headers),
  })
}
