import { respondWith } from './respond-with'

/** An answer with a JSON body. */
export function json(body: unknown, { status, headers }: { status?: number; headers?: HeadersInit } = {}): Response {
  const answer = respondWith(JSON.stringify(body), { status, headers })
  answer.headers.set('content-type', 'application/json')
  return answer
}

/** Done, and nothing to say about it. */
export const noContent = (): Response => new Response(null, { status: 204 })

const secrets = new WeakSet<Response>()

/** An answer that is said once: no cache keeps it, and neither do we for a repeat of the request. */
export function secretJson(body: unknown, init: { status?: number } = {}): Response {
  const answer = json(body, init)
  secrets.add(answer)
  return answer
}

export const isSecret = (answer: Response): boolean => secrets.has(answer)
