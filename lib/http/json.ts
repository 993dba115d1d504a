/** An answer with a JSON body. It says how long it is, so that short ones are not compressed. */
export function json(body: unknown, { status, headers }: { status?: number; headers?: HeadersInit } = {}): Response {
  const text = JSON.stringify(body)
  const answer = new Response(text, { status, headers })
  answer.headers.set('content-type', 'application/json')
  answer.headers.set('content-length', String(Buffer.byteLength(text)))
  return answer
}

/** Done, and nothing to say about it. */
export const noContent = (): Response => new Response(null, { status: 204 })
