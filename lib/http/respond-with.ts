import type { ServerResponse } from 'node:http'
import { getContext, type Piece, type Sending } from '@/lib/platform/work-context'

/** Text or bytes, whole or in the pieces they are kept in. */
export type BodyAtHand = string | readonly Piece[]

/** Which of the bodies left with the sender is that of a response that has none. */
const placeHeader = 'x-autograph-body'
/** The length of a body that Next passes on. */
const lengthHeader = 'x-autograph-length'

/**
 * A response with a body that is at hand. The stream that a `Response` holds costs a fifth of a hot request, and Next passes
 * it on in chunks without its length: where our own server sends the answer, the body is left there, beside a response
 * that only says which it is.
 */
export function respondWith(body: BodyAtHand, init: ResponseInit = {}): Response {
  const { sending } = getContext()
  if (!sending) return new Response(typeof body === 'string' ? body : stream(join(body)), init)
  const response = new Response(null, init)
  const place = sending.bodies.push(typeof body === 'string' ? [body] : body) - 1
  response.headers.set(placeHeader, String(place))
  return response
}

/** The body of an answer, which can be read once; from where it was left, if it was. */
export async function takeBytes(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const place = response.headers.get(placeHeader)
  const { sending } = getContext()
  if (place === null || !sending) return new Uint8Array(await response.arrayBuffer())
  response.headers.delete(placeHeader)
  return join(takeFrom(sending, place))
}

/** The text of an answer, which can be read again. */
export async function peekText(response: Response): Promise<string> {
  const pieces = getContext().sending?.bodies[Number(response.headers.get(placeHeader) ?? -1)]
  return pieces ? join(pieces).toString() : response.clone().text()
}

/** What was left for an answer whose head is about to be sent; null when nothing was. */
export function takePieces(response: ServerResponse, sending: Sending): readonly Piece[] | null {
  const place = response.getHeader(placeHeader)
  if (place === undefined || response.headersSent) return null
  response.removeHeader(placeHeader)
  return takeFrom(sending, String(place))
}

/** Lets go of it too: what began during a request, such as a connection of a pool, keeps its context for as long as it lives. */
function takeFrom({ bodies }: Sending, place: string): readonly Piece[] {
  const [pieces = []] = bodies.splice(Number(place), 1, [])
  return pieces
}

/** Says how long a body is that is not at hand; Next drops the header that everybody reads. */
export function setLength(headers: Headers, bytes: number): void {
  headers.set('content-length', String(bytes))
  if (getContext().sending) headers.set(lengthHeader, String(bytes))
}

/** Puts the length where everybody reads it, before the head is sent. */
export function restoreLength(response: ServerResponse): void {
  const bytes = response.getHeader(lengthHeader)
  if (bytes === undefined || response.headersSent) return
  response.removeHeader(lengthHeader)
  response.setHeader('content-length', bytes)
}

const join = (pieces: readonly Piece[]) =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))

/** A `Response` copies the bytes it is given; what it reads from a stream it passes on. */
const stream = (bytes: Uint8Array<ArrayBuffer>) =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
