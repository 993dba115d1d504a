import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { correlationHeader, isCorrelationId } from '@/lib/http/correlation-id'
import { describeProblem } from '@/lib/http/problem'
import { listSecurityHeaders } from '@/lib/platform/net/list-security-headers'

interface Sent {
  error: AppError
  headers?: Record<string, string>
  /** What a browser shows that asks for a page. */
  page?: string
}

/** Answers what reaches no route. Made by hand: it costs next to nothing, also when that is what there is too much of. */
export function sendProblem(
  request: IncomingMessage,
  response: ServerResponse,
  { error, headers = {}, page }: Sent,
): void {
  const given = String(request.headers[correlationHeader] ?? '')
  const correlationId = isCorrelationId(given) ? given : newId<string>()
  const instance = request.url?.split('?', 1)[0] ?? '/'
  const shown = !instance.startsWith('/api/') && String(request.headers.accept).includes('text/html') ? page : undefined
  const body = shown ?? JSON.stringify(describeProblem(error, { instance, correlationId }))
  response.writeHead(error.status, {
    ...Object.fromEntries(listSecurityHeaders()),
    'content-type': shown ? 'text/html; charset=utf-8' : 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    [correlationHeader]: correlationId,
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
