import type { SessionId } from '@/lib/core/ids'
import { isDatabaseUnreachable } from '@/lib/platform/db/is-database-unreachable'
import * as repo from './repo'
import { findCachedSession, keepSession } from './session-cache'

/**
 * The session and its user: from the cache while that is fresh, else from the database. With the database away, what the
 * cache has is used for as long as the session lasts, so that people who draw stay connected.
 */
export async function findSignedIn(sessionId: SessionId): Promise<repo.SignedIn | null> {
  const found = await findCachedSession(sessionId)
  if (found.session && found.fresh) return found.session
  const readAtMs = Date.now()
  try {
    const session = await repo.findSignedIn(sessionId)
    if (session) await keepSession({ sessionId, found, session, readAtMs })
    return session
  } catch (error) {
    if (found.session && isDatabaseUnreachable(error)) return found.session
    throw error
  }
}

/** Notes in the database and in the cache that the session was seen; with the database away it is not noted. */
export async function noteSessionSeen(sessionId: SessionId, nowMs: number): Promise<void> {
  try {
    await repo.touchSession(sessionId, new Date(nowMs))
  } catch (error) {
    if (isDatabaseUnreachable(error)) return
    throw error
  }
  const found = await findCachedSession(sessionId)
  if (!found.session) return
  const session = { ...found.session, lastSeenAtMs: nowMs }
  await keepSession({ sessionId, found, session, readAtMs: found.session.readAtMs })
}
