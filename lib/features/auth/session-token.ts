import { LRUCache } from 'lru-cache'
import { decode } from 'next-auth/jwt'
import { idPattern, type SessionId } from '@/lib/core/ids'
import { secondMs } from '@/lib/core/time'
import { getEnv } from '@/lib/platform/env/env'
import { remember } from '@/lib/platform/remember'
import { readCookies } from './pure/read-cookies'

/** The first over HTTPS: no other host, and nothing below a path, can plant one of that name. */
export const sessionCookies = { secure: '__Host-next-auth.session-token', plain: 'next-auth.session-token' } as const

export function getAuthSecret(): string {
  const secret = getEnv().AUTH_SECRET
  if (!secret)
    throw new Error('AUTH_SECRET is not set. The launcher makes one; set your own of at least 32 characters.')
  return secret
}

/** A token always says the same, so it is decrypted once; whether its session is still good is asked every time. */
const getCache = () => remember('auth.tokens', () => new LRUCache<string, SessionId>({ max: 10_000 }))

/** Which session a request's cookie names; null when there is none, or the token is not ours or has expired. */
export async function findSessionId(cookie: string | null | undefined): Promise<SessionId | null> {
  const cookies = readCookies(cookie)
  const token = cookies[sessionCookies.secure] ?? cookies[sessionCookies.plain]
  if (!token) return null
  const known = getCache().get(token)
  if (known) return known
  const claims = await decode({ token, secret: getAuthSecret() }).catch(() => null)
  if (typeof claims?.sid !== 'string' || !idPattern.test(claims.sid)) return null
  const sessionId = claims.sid as SessionId
  const ttl = typeof claims.exp === 'number' ? claims.exp * secondMs - Date.now() : 0
  if (ttl > 0) getCache().set(token, sessionId, { ttl })
  return sessionId
}
