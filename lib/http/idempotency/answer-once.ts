import { createHash } from 'node:crypto'
import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { type AnswerStore, getAnswerStore, type Running, runningMs } from './answer-store'
import { computeFingerprint } from './fingerprint'
import { isKeepable, type Kept, keepAnswer, presentKept } from './kept-answer'

const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const keyPattern = /^[\x21-\x7e]{1,255}$/

interface Asked {
  request: Request
  actor: Actor
  address: string | null
  readBytes: () => Promise<Uint8Array>
}

/**
 * The key of a write that wants to be done once; null for all other requests. Errors: invalid_input.
 */
export function findIdempotencyKey({ method, headers }: Request): string | null {
  const key = writing.has(method) ? headers.get('idempotency-key') : null
  if (key === null || keyPattern.test(key)) return key
  const message = 'An idempotency key has 1 to 255 visible ASCII characters.'
  throw new AppError('invalid_input', message, { errors: [{ path: 'Idempotency-Key', code: 'invalid_key', message }] })
}

/**
 * Does the work once for each key of an actor within a day: a repeat gets the kept answer. The key stays taken for as long
 * as the work really runs, also when its caller was told that it took too long; then the repeat learns how it ended.
 * When the process dies half way, nobody knows what took effect: the key is free after 15 s and a repeat does it again.
 * Errors: conflict while it runs, invalid_input for another request with the key.
 */
export async function answerOnce(
  key: string,
  asked: Asked,
  work: () => Promise<Response>,
  store: AnswerStore = getAnswerStore(),
): Promise<Response> {
  const fingerprint = await computeFingerprint(asked.request, await asked.readBytes())
  const place = `answer:${hash(`${nameActor(asked)}\n${key}`)}`
  const running: Running = { state: 'running', fingerprint, attempt: newId<string>() }
  const known = await store.claim(place, running)
  if (known) return repeat(known, fingerprint)
  const renewing = setInterval(() => void store.renew(place, running), runningMs / 3)
  try {
    return await workAndKeep({ store, place, running }, work)
  } catch (error) {
    await store.release(place, running)
    throw error
  } finally {
    clearInterval(renewing)
  }
}

interface Claim {
  store: AnswerStore
  place: string
  running: Running
}

async function workAndKeep({ store, place, running }: Claim, work: () => Promise<Response>): Promise<Response> {
  const answer = await work()
  if (!isKeepable(answer)) {
    await store.release(place, running)
    return answer
  }
  const { kept, response } = await keepAnswer(answer, running.fingerprint)
  await store.keep(place, running, kept)
  return response
}

function repeat(known: Kept, fingerprint: string): Response {
  if (known.fingerprint !== fingerprint) {
    const message = 'This idempotency key was used for another request. Make up a new one. Nothing was changed.'
    throw new AppError('invalid_input', message, { errors: [{ path: 'Idempotency-Key', code: 'used', message }] })
  }
  if (known.state === 'running') {
    throw new AppError('conflict', 'This request is still being worked on. Please ask again in a moment.', {
      retryAfterSeconds: 1,
    })
  }
  const response = presentKept(known)
  if (response) return response
  throw new AppError(
    'conflict',
    'This was done before; its answer was too large, or too secret, to be kept. Read what it changed.',
  )
}

/** Keys are each actor's own; of strangers, each address's. */
const nameActor = ({ actor, address }: Asked): string => {
  if (actor.type !== 'user') return `${actor.type}:${address ?? ''}`
  return actor.key ? `key:${actor.key.id}` : `user:${actor.id}`
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url')
