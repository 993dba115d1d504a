import { z } from 'zod'
import { isSecret } from '../json'
import { respondWith, takeBytes } from '../respond-with'

/** Larger answers are not kept; what changes something answers with a few kilobytes. */
const maxKeptBytes = 256 * 1024

const kept = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running'), fingerprint: z.string(), attempt: z.string() }),
  z.object({
    state: z.literal('done'),
    fingerprint: z.string(),
    status: z.number().int(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    /** Base64; null when it was too large to be kept, or is said once. */
    body: z.string().nullable(),
  }),
])

/** What is remembered of a request with a key: that it is being worked on, or how it was answered. */
export type Kept = z.infer<typeof kept>
export type KeptAnswer = Extract<Kept, { state: 'done' }>

export const parseKept = (text: string): Kept => kept.parse(JSON.parse(text))

/**
 * Whether the same request may be answered with this again. A failure of ours may be gone the next time, and what sets a
 * cookie is for one browser only.
 */
export const isKeepable = (response: Response): boolean =>
  response.status < 500 && response.headers.getSetCookie().length === 0

/** The answer as it is kept, and one to send now: a body can be read only once. */
export async function keepAnswer(
  response: Response,
  fingerprint: string,
): Promise<{ kept: KeptAnswer; response: Response }> {
  const bytes = await takeBytes(response)
  const body = isSecret(response) || bytes.byteLength > maxKeptBytes ? null : Buffer.from(bytes).toString('base64')
  const { status } = response
  const headers = [...response.headers]
  return {
    kept: { state: 'done', fingerprint, status, headers, body },
    response: present(bytes, { status, headers }),
  }
}

/** The kept answer, which says that it is one; null when its body was not kept. */
export function presentKept({ status, headers, body }: KeptAnswer): Response | null {
  if (body === null) return null
  const response = present(Buffer.from(body, 'base64'), { status, headers })
  response.headers.set('idempotency-replayed', 'true')
  return response
}

const present = (bytes: Uint8Array<ArrayBuffer>, init: { status: number; headers: [string, string][] }): Response =>
  [204, 205, 304].includes(init.status) ? new Response(null, init) : respondWith([bytes], init)
