const takers = new WeakSet<Request>()
const bodies = new WeakMap<Response, string | Uint8Array>()

/** Says of a request that whoever made it takes the body of its answer from `findText`. */
export function takeTextOf(request: Request): Request {
  takers.add(request)
  return request
}

/**
 * A response with a body that is at hand. Making the stream that a `Response` holds, and collecting it as garbage, is a
 * fifth of a hot request: whoever asks from plain Node gets the body beside a response without one.
 */
export function respondWithText(
  request: Request,
  text: string | Uint8Array<ArrayBuffer>,
  init: ResponseInit,
): Response {
  if (!takers.has(request)) return new Response(text, init)
  const response = new Response(null, init)
  bodies.set(response, text)
  return response
}

/** The whole body of what `respondWithText` made for a taker, else null. */
export const findText = (response: Response): string | Uint8Array | null => bodies.get(response) ?? null
