import type { Actor, UserActor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError, notFound } from '@/lib/core/errors'
import type { SessionId, UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { emitKeyRevoked, emitSessionsChanged, emitSessionsRevoked } from '../auth/events'
import { requireStepUp } from '../auth/require-step-up'
import { findUserFault, type UserChange, type UserFault } from './policy'
import * as repo from './repo'
import type { ChangedUserDto, ChangeUserInput } from './schema'

interface Change {
  actor: Actor
  userId: UserId
  change: ChangeUserInput
}

/**
 * Gives somebody another role, keeps them out, or lets them in again; what they have open follows at once. For admins, and
 * another role only with a fresh proof of who they are. Errors: unauthenticated, not_found, forbidden, conflict for one's own
 * suspension and for what would leave no admin.
 */
export async function changeUser({ actor: asking, userId, change }: Change): Promise<ChangedUserDto> {
  assertAdmin(asking)
  const actor = change.role === undefined ? asking : await requireStepUp(asking)
  const { user, ended } = await repo.inTransaction((tx) => changeIn(tx, { actor, userId, change }))
  await tellEntrances(userId, ended)
  return user
}

async function changeIn(tx: repo.Transaction, { actor, userId, change }: Change & { actor: UserActor }) {
  const before = await lockChangeable(tx, { actor, userId, change })
  const user = { ...before, ...change }
  await repo.updateUser(tx, user)
  const ended = user.suspended ? await repo.endSessions(tx, userId) : []
  const event = { actor, target: { type: 'account', id: userId, name: before.email } }
  if (user.role !== before.role) {
    const facts = { from: before.role, to: user.role }
    await recordAudit(tx, { ...event, action: 'account.role.change', facts })
  }
  if (user.suspended !== before.suspended) {
    const action = user.suspended ? 'account.suspend' : 'account.restore'
    await recordAudit(tx, { ...event, action, facts: { sessions: ended.length } })
  }
  return { user, ended }
}

interface Asked {
  actor: UserActor
  userId: UserId
  change: UserChange
}

/** Somebody held for a change that may be made. Errors: not_found, conflict. */
export async function lockChangeable(tx: repo.Transaction, { actor, userId, change }: Asked): Promise<repo.UserRow> {
  const admins = await repo.lockAdmins(tx)
  // Who asks may have been one only until a moment ago.
  if (!admins.includes(actor.id)) throw notFound('account')
  const target = await repo.lockUser(tx, userId)
  if (!target) throw notFound('account')
  const fault = findUserFault({ actorId: actor.id, target, change, admins })
  if (fault) throw new AppError('conflict', refusals[fault])
  return target
}

const refusals: Record<UserFault, string> = {
  own_account: 'This is your own account. Nothing was changed. Ask another admin to do it.',
  last_admin: 'This is the only admin who can sign in. Nothing was changed. Make somebody else an admin first.',
}

/** Whoever is connected as this person is looked at again, and everybody that was ended is put out. */
export async function tellEntrances(userId: UserId, ended: SessionId[]): Promise<void> {
  const { sessions, keys } = await repo.listEntrances(userId)
  await emitSessionsRevoked(ended)
  await emitSessionsChanged(sessions)
  for (const key of keys) await emitKeyRevoked(key)
}
