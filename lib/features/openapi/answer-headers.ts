import type { HeaderObject } from './schema'

const whole = { type: 'integer', minimum: 0 }

/** Headers that many answers have, by name. */
export const answerHeaders: Record<string, HeaderObject> = {
  'RateLimit-Limit': { description: 'Requests that the nearest limit allows in its time.', schema: whole },
  'RateLimit-Remaining': { description: 'How many of them are left.', schema: whole },
  'RateLimit-Reset': { description: 'Seconds until the count starts again.', schema: whole },
  'Retry-After': { description: 'Seconds after which to try again.', schema: whole },
  'Idempotency-Replayed': {
    description: '`true` when this is the kept answer to an earlier request with the same `Idempotency-Key`.',
    schema: { type: 'string', enum: ['true'] },
  },
}

const usage = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset']
const waiting = new Set([429, 503])

/** Which of them an answer with this status has. */
export function listAnswerHeaders(status: number, { isWrite }: { isWrite: boolean }): Record<string, { $ref: string }> {
  const names = [
    ...usage,
    ...(waiting.has(status) ? ['Retry-After'] : []),
    ...(isWrite && status < 300 ? ['Idempotency-Replayed'] : []),
  ]
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
