import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/core/errors'
import { findEvents, sendEvents } from '@/lib/http/event-stream'
import { findText, takeTextOf } from '@/lib/http/text-response'
import { peerHeader } from '@/lib/platform/net/peer-address'

/** A request without a body, as route handlers expect it. Errors: malformed when it does not say which host it is for. */
export function toRequest(request: IncomingMessage): Request {
  const headers: [string, string][] = []
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    headers.push([request.rawHeaders[index]!, request.rawHeaders[index + 1]!])
  }
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host').map(([, value]) => value)
  const url = new URL(request.url ?? '/', `http://${parseHost(hosts.join(', '))}`)
  const made = new Request(url, { method: request.method, headers })
  made.headers.set(peerHeader, request.socket.remoteAddress ?? '')
  return takeTextOf(made)
}

/** The authority of a `Host` (RFC 9112, 3.2): a name or an address and a port, no more, and only once. */
function parseHost(host: string): string {
  if (!host) return 'localhost'
  if (/[\s,/?#@\\]/.test(host) || !URL.canParse(`http://${host}`)) {
    throw new AppError('malformed', 'The Host header is not the name of a host.')
  }
  return host
}

/** Sends what a route handler answered: events as they come, all else in one piece, as what is hot is small. */
export async function sendResponse(answer: Response, response: ServerResponse): Promise<void> {
  const events = findEvents(answer)
  const body = events ? '' : (findText(answer) ?? Buffer.from(await answer.arrayBuffer()))
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie') response.setHeader(name, value)
  }
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  if (events) return sendEvents(events, response)
  // Compression begins the answer before its length can be seen; without this it would come in chunks.
  if (body.length > 0) response.setHeader('content-length', Buffer.byteLength(body))
  response.end(body)
}
