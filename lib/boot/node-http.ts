import type { IncomingMessage, ServerResponse } from 'node:http'
import { NodeRequest } from 'srvx/node'
import { AppError } from '@/lib/core/errors'
import { findEvents, sendEvents } from '@/lib/http/event-stream'
import { takePieces } from '@/lib/http/respond-with'
import { peerHeader } from '@/lib/platform/net/peer-address'
import type { Piece, Sending } from '@/lib/platform/work-context'

/** A request without a body, as route handlers expect it. Errors: malformed when it does not say which host it is for. */
export function toRequest(request: IncomingMessage): Request {
  const { headers, rawHeaders, socket } = request
  const hosts: string[] = []
  for (let index = rawHeaders.length - 2; index >= 0; index -= 2) {
    const name = rawHeaders[index]!.toLowerCase()
    if (name === 'host') hosts.push(rawHeaders[index + 1]!)
    // What a client says of its own address.
    else if (name === peerHeader) rawHeaders.splice(index, 2)
  }
  headers.host = parseHost(hosts.join(', '))
  headers[peerHeader] = socket.remoteAddress ?? ''
  rawHeaders.push(peerHeader, headers[peerHeader])
  return new NodeRequest({ req: request })
}

/** The authority of a `Host` (RFC 9112, 3.2): a name or an address and a port, no more, and only once. */
function parseHost(host: string): string {
  if (!host) return 'localhost'
  if (/[\s,/?#@\\]/.test(host) || !URL.canParse(`http://${host}`)) {
    throw new AppError('malformed', 'The Host header is not the name of a host.')
  }
  return host
}

/** Sends what a route handler answered: events as they come, all else in one go, as what is hot is small. */
export async function sendResponse(answer: Response, response: ServerResponse, sending: Sending): Promise<void> {
  const events = findEvents(answer)
  const bytes = events || !answer.body ? [] : [new Uint8Array(await answer.arrayBuffer())]
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie') response.setHeader(name, value)
  }
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  if (events) sendEvents(events, response)
  else sendPieces(takePieces(response, sending) ?? bytes, response)
}

/** Ends an answer whose head is set with its body. */
export function sendPieces(pieces: readonly Piece[], response: ServerResponse): void {
  // Compression begins the answer before its length can be seen; without this it would come in chunks.
  const bytes = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0)
  if (bytes > 0) response.setHeader('content-length', bytes)
  for (const piece of pieces.slice(0, -1)) response.write(piece)
  response.end(pieces.at(-1))
}
