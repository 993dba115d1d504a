import type { Actor } from '@/lib/core/actor'
import { notFound } from '@/lib/core/errors'
import type { SessionId } from '@/lib/core/ids'
import { type AuditTransaction, recordAudit } from '@/lib/platform/audit/record-audit'
import { assertOwnSession } from './assert-signed-in'
import { emitSessionsRevoked } from './events'
import * as repo from './repo'

/** Ends one of the actor's own sessions, everywhere and at once. Errors: unauthenticated, not_found. */
export async function revokeSession({ actor, sessionId }: { actor: Actor; sessionId: SessionId }): Promise<void> {
  assertOwnSession(actor)
  const action = sessionId === actor.sessionId ? 'session.end' : 'session.revoke'
  const target = { type: 'session', id: sessionId }
  const record = () => (tx: AuditTransaction) => recordAudit(tx, { actor, action, target })
  const revoked = await repo.revokeSessions(actor.id, { id: sessionId }, record)
  if (revoked.length === 0) throw notFound('session')
  await emitSessionsRevoked(revoked)
}

/** Ends every session of the actor but the one that asks. Errors: unauthenticated. */
export async function revokeOtherSessions({ actor }: { actor: Actor }): Promise<void> {
  assertOwnSession(actor)
  const target = { type: 'account', id: actor.id }
  const record = (revoked: SessionId[]) => (tx: AuditTransaction) =>
    recordAudit(tx, { actor, action: 'session.revoke', target, facts: { sessions: revoked.length } })
  await emitSessionsRevoked(await repo.revokeSessions(actor.id, { except: actor.sessionId }, record))
}
