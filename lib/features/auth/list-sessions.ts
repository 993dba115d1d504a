import type { Actor } from '@/lib/core/actor'
import { assertOwnSession } from './assert-signed-in'
import { presentSession } from './present'
import * as repo from './repo'
import type { AccountSessionDto } from './schema'

/** Where the actor is signed in, the one seen last first. Errors: unauthenticated. */
export async function listSessions({ actor }: { actor: Actor }): Promise<{ items: AccountSessionDto[] }> {
  assertOwnSession(actor)
  const sessions = await repo.listActiveSessions(actor.id)
  return { items: sessions.map((session) => presentSession(session, actor.sessionId)) }
}
