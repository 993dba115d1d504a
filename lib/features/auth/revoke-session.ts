import type { Actor } from '@/lib/core/actor'
import { notFound } from '@/lib/core/errors'
import type { SessionId } from '@/lib/core/ids'
import { assertSignedIn } from './assert-signed-in'
import { emitSessionsRevoked } from './events'
import * as repo from './repo'

/** Ends one of the actor's own sessions, everywhere and at once. Errors: unauthenticated, not_found. */
export async function revokeSession({ actor, sessionId }: { actor: Actor; sessionId: SessionId }): Promise<void> {
  assertSignedIn(actor)
  const revoked = await repo.revokeSessions(actor.id, { id: sessionId })
  if (revoked.length === 0) throw notFound('session')
  await emitSessionsRevoked(revoked)
}

/** Ends every session of the actor but the one that asks. Errors: unauthenticated. */
export async function revokeOtherSessions({ actor }: { actor: Actor }): Promise<void> {
  assertSignedIn(actor)
  await emitSessionsRevoked(await repo.revokeSessions(actor.id, { except: actor.sessionId }))
}
