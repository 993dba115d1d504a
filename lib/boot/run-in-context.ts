import type { IncomingMessage, ServerResponse } from 'node:http'
import { newId } from '@/lib/core/ids'
import { correlationHeader, isCorrelationId } from '@/lib/http/correlation-id'
import { restoreLength, takePieces } from '@/lib/http/respond-with'
import { type Sending, withContext } from '@/lib/platform/work-context'
import { sendPieces } from './node-http'

/**
 * Gives a request its correlation id before anybody else can, and runs `serve` so that whatever is logged in it carries the
 * id: pages, too, and the statements they cause. A page that could not reach the database is not broken: it is answered
 * with 503, so that whoever asked, or caches, or watches, asks again. A body that is at hand is sent past Next,
 * and the length of another one is said.
 */
export function runInContext(request: IncomingMessage, response: ServerResponse, serve: () => void): void {
  const given = request.headers[correlationHeader]
  const correlationId = typeof given === 'string' && isCorrelationId(given) ? given : newId()
  request.headers[correlationHeader] = correlationId
  const sending: Sending = { isUnavailable: false, bodies: [] }
  correctHead(response, sending)
  addBody(response, sending)
  withContext({ request: { correlationId }, sending }, serve)
}

function correctHead(response: ServerResponse, sending: Sending): void {
  const { writeHead } = response
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const isWrong = status === 500 && sending.isUnavailable && !response.headersSent
    if (isWrong) response.setHeader('retry-after', '5')
    restoreLength(response)
    return Reflect.apply(writeHead, response, [isWrong ? 503 : status, ...rest])
  }
}

/** Next ends an answer without a body at once, its headers set and not sent. */
function addBody(response: ServerResponse, sending: Sending): void {
  const { end } = response
  response.end = (...rest: unknown[]) => {
    const pieces = takePieces(response, sending)
    if (pieces && rest.length === 0) sendPieces(pieces, response)
    else Reflect.apply(end, response, rest)
    return response
  }
}
