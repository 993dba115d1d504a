import { encode } from 'next-auth/jwt'
import type { SessionId } from '@/lib/core/ids'
import { getEnv } from '@/lib/platform/env/env'

/** A token as a session's cookie holds it, of whatever claims and secret. */
export const encodeToken = encode

/** The cookie header of a browser that is signed in with this session. */
export async function sessionCookie(sessionId: SessionId): Promise<string> {
  return `next-auth.session-token=${await encode({ token: { sid: sessionId }, secret: getEnv().AUTH_SECRET ?? '' })}`
}
