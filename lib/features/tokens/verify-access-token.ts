import { jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { idPattern, type SessionId, type UserId } from '@/lib/core/ids'
import { secondMs } from '@/lib/core/time'
import { isDatabaseUnreachable } from '@/lib/platform/db/is-database-unreachable'
import { getAppUrl } from '@/lib/platform/env/env'
import { remember } from '@/lib/platform/remember'
import { accessTokenType } from './sign-access-token'
import { algorithm, findVerifyingKey } from './signing-keys'

const id = z.string().regex(idPattern)
const claims = z.object({
  sub: id.transform((text) => text as UserId),
  sid: id.transform((text) => text as SessionId),
  exp: z.number(),
})

export type AccessClaims = z.infer<typeof claims>

/** A token always says the same, so its signature is checked once; whether its session is still good is asked every time. */
const getVerified = () => remember('tokens.verified', () => new LRUCache<string, AccessClaims>({ max: 10_000 }))

const longest = 4_096

/** Whom a token names; null unless one of our keys has signed it, for us, as an access token, and it is not over. */
export async function verifyAccessToken(token: string): Promise<AccessClaims | null> {
  const known = getVerified().get(token)
  if (known) return known
  if (token.length > longest || token.split('.').length !== 3) return null
  const verified = await verify(token)
  if (!verified) return null
  const ttl = verified.exp * secondMs - Date.now()
  if (ttl > 0) getVerified().set(token, verified, { ttl })
  return verified
}

async function verify(token: string): Promise<AccessClaims | null> {
  const issuer = getAppUrl()
  // Only this algorithm, whatever the token says: neither `none`, nor a public key taken for a shared secret.
  const options = { algorithms: [algorithm], typ: accessTokenType, issuer, audience: issuer, requiredClaims: ['exp'] }
  try {
    const { payload } = await jwtVerify(token, getKey, options)
    const parsed = claims.safeParse(payload)
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (isDatabaseUnreachable(error)) throw error
    return null
  }
}

async function getKey({ kid }: { kid?: string }) {
  const key = kid ? await findVerifyingKey(kid) : null
  if (!key) throw new Error('not one of our keys')
  return key
}
