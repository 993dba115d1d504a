import { getCorsOrigins } from '@/lib/platform/net/trusted-origin'

type HeaderList = readonly (readonly [name: string, value: string])[]

/** What a page elsewhere may read of an answer besides its body. */
const exposed = [
  'Content-Disposition',
  'ETag',
  'Idempotency-Replayed',
  'Location',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'X-Correlation-ID',
].join(', ')

/** The headers that let a page of this origin read an API answer, when CORS_ORIGINS says that it may. */
export function listCorsHeaders(origin: string | null): HeaderList {
  const allowed = getCorsOrigins()
  if (allowed === '*')
    return [['access-control-allow-origin', '*'] as const, ['access-control-expose-headers', exposed]]
  if (allowed.length === 0) return []
  // A cache must not give one origin what was meant for another, nor for none.
  if (origin === null || !allowed.includes(origin)) return [['vary', 'Origin']]
  return [
    ['vary', 'Origin'],
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', 'true'],
    ['access-control-expose-headers', exposed],
  ]
}

const methods = 'GET, HEAD, POST, PUT, PATCH, DELETE'
const requestHeaders = 'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Range, X-Correlation-ID'
/** Chromium remembers for two hours at most. */
const rememberSeconds = 7_200

/** The answer to the question that a browser asks before a request it would not make for a form. */
export function listPreflightHeaders(origin: string): HeaderList {
  const allowed = listCorsHeaders(origin)
  if (!allowed.some(([name]) => name === 'access-control-allow-origin')) return allowed
  return [
    ...allowed.filter(([name]) => name !== 'access-control-expose-headers'),
    ['access-control-allow-methods', methods],
    ['access-control-allow-headers', requestHeaders],
    ['access-control-max-age', String(rememberSeconds)],
  ]
}
