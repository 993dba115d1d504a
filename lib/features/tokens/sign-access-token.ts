import { SignJWT } from 'jose'
import type { SessionActor } from '@/lib/core/actor'
import { newId } from '@/lib/core/ids'
import { getAppUrl } from '@/lib/platform/env/env'
import { algorithm, getSigningKey } from './signing-keys'

export const accessTokenSeconds = 3_600
/** RFC 9068: so that no other signed token passes for one. */
export const accessTokenType = 'at+jwt'

/** Says for an hour who somebody is, and by which session; as long as that lasts. */
export async function signAccessToken({ id, email, role, sessionId }: SessionActor): Promise<string> {
  const { kid, privateKey } = await getSigningKey()
  const issuer = getAppUrl()
  return await new SignJWT({ email, roles: [role], sid: sessionId })
    .setProtectedHeader({ alg: algorithm, kid, typ: accessTokenType })
    .setSubject(id)
    .setIssuer(issuer)
    .setAudience(issuer)
    .setJti(newId())
    .setIssuedAt()
    .setExpirationTime(`${accessTokenSeconds}s`)
    .sign(privateKey)
}
