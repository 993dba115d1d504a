import type { Actor } from '@/lib/core/actor'
import type { SessionId } from '@/lib/core/ids'
import { findKeyActor } from '../api-keys/find-key-actor'
import { isKeyText } from '../api-keys/key-text'
import { verifyAccessToken } from '../tokens/verify-access-token'
import { findSignedIn, noteSessionSeen } from './find-signed-in'
import { getSessionIdleMs } from './get-session-idle'
import { computeSessionState, isSeenStale } from './policy'
import { isBearer, readBearer } from './pure/is-bearer'
import { findSessionId } from './session-token'

/** The two headers that can say who asks; of an HTTP request or of a socket's upgrade. */
export interface Credentials {
  cookie?: string | null
  authorization?: string | null
}

const anonymous: Actor = { type: 'anonymous' }

/**
 * Who asks: by an API key, an access token, or the cookie of a session. A session that is revoked or expired, or whose user is
 * gone, is nobody. A bearer token never falls back to the cookie: whoever sends one means it.
 */
export async function findActor({ cookie, authorization }: Credentials): Promise<Actor> {
  if (isBearer(authorization)) return await findBearer(readBearer(authorization))
  const sessionId = await findSessionId(cookie)
  return sessionId ? await findSessionActor(sessionId) : anonymous
}

async function findBearer(token: string): Promise<Actor> {
  if (isKeyText(token)) return (await findKeyActor(token)) ?? anonymous
  const claims = await verifyAccessToken(token)
  if (!claims) return anonymous
  const actor = await findSessionActor(claims.sid)
  return actor.type === 'user' && actor.id === claims.sub ? actor : anonymous
}

/** Who a session belongs to now; also keeps "last seen" current. */
export async function findSessionActor(sessionId: SessionId): Promise<Actor> {
  const found = await findSignedIn(sessionId)
  const nowMs = Date.now()
  if (!found || computeSessionState(found, { nowMs, idleMs: getSessionIdleMs() }) !== 'active') return anonymous
  if (isSeenStale(found, nowMs)) await noteSessionSeen(sessionId, nowMs)
  return { type: 'user', id: found.userId, sessionId, role: found.role, name: found.name, email: found.email }
}
