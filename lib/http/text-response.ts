const texts = new WeakMap<Response, string>()

/** A response whose text stays at hand: reading it back through the stream of a `Response` is an eighth of a hot request. */
export function respondWithText(text: string, init: ResponseInit): Response {
  const response = new Response(text, init)
  texts.set(response, text)
  return response
}

/** The whole body of what `respondWithText` made, else null. */
export const findText = (response: Response): string | null => texts.get(response) ?? null
