import type { IncomingMessage } from 'node:http'
import { newId } from '@/lib/core/ids'
import { correlationHeader, isCorrelationId } from '@/lib/http/correlation-id'
import { withLogContext } from '@/lib/platform/log/log'

/**
 * Gives a request its correlation id before anybody else can, and runs `serve` so that whatever is logged in it carries the
 * id: pages, too, and the statements they cause.
 */
export function runInContext(request: IncomingMessage, serve: () => void): void {
  const given = request.headers[correlationHeader]
  const correlationId = typeof given === 'string' && isCorrelationId(given) ? given : newId()
  request.headers[correlationHeader] = correlationId
  withLogContext({ correlationId }, serve)
}
