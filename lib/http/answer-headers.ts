import type { Usage } from '@/lib/platform/limits/count-use'
import { listSecurityHeaders } from '@/lib/platform/net/list-security-headers'
import { hasOwnServer } from '@/lib/platform/net/own-server'
import { correlationHeader } from './correlation-id'
import { listCorsHeaders } from './cors'
import { listUsageHeaders } from './limit-request'

interface Answered {
  request: Request
  correlationId: string
  usage?: Usage | null
}

/** The answer with its correlation id, what is left of the limit, and the headers that the handler has not chosen itself. */
export function withAnswerHeaders(response: Response, { request, correlationId, usage = null }: Answered): Response {
  const answer = withHeader(response, correlationHeader, correlationId)
  const { headers } = answer
  for (const [name, value] of listUsageHeaders(usage)) headers.set(name, value)
  for (const [name, value] of listCorsHeaders(request.headers.get('origin'))) headers.append(name, value)
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store')
  // Our own server adds them to whatever it sends.
  if (!hasOwnServer()) {
    for (const [name, value] of listSecurityHeaders()) if (!headers.has(name)) headers.set(name, value)
  }
  return answer
}

/** The same response; a copy of one whose headers can't be changed, such as a redirect. */
function withHeader(response: Response, name: string, value: string): Response {
  try {
    response.headers.set(name, value)
    return response
  } catch {
    return withHeader(new Response(response.body, response), name, value)
  }
}
