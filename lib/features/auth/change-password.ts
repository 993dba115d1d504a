import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { recordAudit, recordAuditNow } from '@/lib/platform/audit/record-audit'
import { assertPasswordAllowed } from './assert-password-allowed'
import { assertOwnSession } from './assert-signed-in'
import { attemptPassword } from './attempt-password'
import { emitSessionsRevoked } from './events'
import { findIfRight, wrongPassword } from './find-if-right'
import { afterPasswordChange } from './links/after-password-change'
import type { Transaction } from './links/repo-links'
import { hashPassword } from './password-hash'
import * as repo from './repo'

interface ChangePassword {
  actor: Actor
  currentPassword: string
  newPassword: string
  /** Where the request comes from, as limits count it. */
  address: string | null
}

/**
 * Changes the actor's password, and ends every session of theirs but the one that asks. Guessing the current one counts as
 * failing to sign in. Errors: unauthenticated, rate_limited, invalid_input, conflict when the password was changed meanwhile.
 */
export async function changePassword(change: ChangePassword): Promise<void> {
  const { actor, currentPassword, newPassword, address } = change
  assertOwnSession(actor)
  const { email, name } = actor
  const from = await attemptPassword({ email, address }, () => findIfRight(email, currentPassword))
  const event = { actor, action: 'account.password.change', target: { type: 'account', id: actor.id } } as const
  if (from === null) {
    await recordAuditNow({ ...event, result: 'failure' })
    throw wrongPassword('currentPassword')
  }
  await assertPasswordAllowed({ path: 'newPassword', password: newPassword, name, email })
  const to = await hashPassword(newPassword)
  const also = async (tx: Transaction) => {
    await afterPasswordChange(tx, actor)
    await recordAudit(tx, event)
  }
  const ended = await repo.changePassword(actor.id, { from, to, keep: actor.sessionId, also })
  if (ended === null) {
    throw new AppError('conflict', 'Your password was changed somewhere else at the same time. Sign in again.')
  }
  await emitSessionsRevoked(ended)
}
