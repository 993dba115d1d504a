/** Text, whole or in the pieces it is kept in. */
export type BodyText = string | readonly Piece[]
type Piece = string | Uint8Array<ArrayBuffer>

const takers = new WeakSet<Request>()
const bodies = new WeakMap<Response, readonly Piece[]>()

/** Says of a request that whoever made it takes the body of its answer from `findText`. */
export function takeTextOf(request: Request): Request {
  takers.add(request)
  return request
}

/**
 * A response with a body that is at hand. Making the stream that a `Response` holds, and collecting it as garbage, is a
 * fifth of a hot request: whoever asks from plain Node gets the body beside a response without one.
 */
export function respondWithText(request: Request, text: BodyText, init: ResponseInit): Response {
  if (!takers.has(request)) return new Response(typeof text === 'string' ? text : stream(join(text)), init)
  const response = new Response(null, init)
  bodies.set(response, typeof text === 'string' ? [text] : text)
  return response
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

/** The pieces of what `respondWithText` made for a taker, at least one; else null. */
export const findText = (response: Response): readonly Piece[] | null => bodies.get(response) ?? null
