import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import type { UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { emitSessionsRevoked } from '../auth/events'
import * as repo from './repo'

/** Signs somebody out everywhere; their keys go on. For admins. Errors: unauthenticated, not_found. */
export async function endUserSessions({ actor, userId }: { actor: Actor; userId: UserId }): Promise<void> {
  assertAdmin(actor)
  const ended = await repo.inTransaction(async (tx) => {
    const user = await repo.lockUser(tx, userId)
    if (!user) throw notFound('account')
    const sessions = await repo.endSessions(tx, userId)
    const target = { type: 'account', id: userId, name: user.email }
    await recordAudit(tx, { actor, action: 'session.revoke', target, facts: { sessions: sessions.length } })
    return sessions
  })
  await emitSessionsRevoked(ended)
}
