import type { IncomingMessage, ServerResponse } from 'node:http'
import { peerHeader } from '@/lib/platform/net/peer-address'

/** A request without a body, as route handlers expect it. */
export function toRequest(request: IncomingMessage): Request {
  const headers = new Headers()
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    headers.append(request.rawHeaders[index]!, request.rawHeaders[index + 1]!)
  }
  headers.set(peerHeader, request.socket.remoteAddress ?? '')
  const base = `http://${request.headers.host}`
  const url = new URL(request.url ?? '/', URL.canParse(base) ? base : 'http://localhost')
  return new Request(url, { method: request.method, headers })
}

/** Sends what a route handler answered, in one piece: what is hot is small enough to be in memory already. */
export async function sendResponse(answer: Response, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer())
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie') response.setHeader(name, value)
  }
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) response.setHeader('set-cookie', cookies)
  response.end(body)
}
