import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { ApiKeyId } from '@/lib/core/ids'
import { dayMs, type Now } from '@/lib/core/time'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { emitKeyRevoked, emitSessionsRevoked } from '../events'
import { enqueueLetter } from '../links/enqueue-letter'
import * as links from '../links/repo-links'
import { requireStepUp } from '../require-step-up'
import { type DeletionDto, graceDays } from './deletion-schema'
import * as repo from './repo-deletions'

interface RequestDeletion {
  actor: Actor
  /** Which account is meant: the actor's own. */
  email: string
  now?: Now
}

/**
 * Notes that the actor wants their account gone, after a time in which they can think again. From now on nobody can act with
 * it: every session and key is over, and signing in does nothing but keep the account. Errors: unauthenticated, forbidden
 * without a fresh proof of who asks, invalid_input for another address, conflict for the last admin.
 */
export async function requestDeletion(asked: RequestDeletion): Promise<DeletionDto> {
  const { now = Date.now } = asked
  const actor = await requireStepUp(asked.actor)
  const { id: userId, email } = actor
  if (asked.email !== email) throw notYours()
  const dueAt = new Date(now() + graceDays * dayMs)
  const ended = await getDb().$transaction(async (tx) => {
    if (await repo.isLastAdmin(tx, userId)) throw lastAdmin()
    await repo.lockUser(tx, userId)
    await tx.accountDeletion.create({ data: { userId, dueAt } })
    if (isMailSetUp()) {
      const lifetimeMs = graceDays * dayMs
      const linkId = await links.insertLink(tx, { purpose: 'cancel_deletion', email, userId, lifetimeMs })
      await enqueueLetter(tx, { kind: 'link', linkId })
    }
    const sessions = await repo.endEverything(tx, userId)
    const target = { type: 'account', id: userId, name: email }
    await recordAudit(tx, { actor, action: 'account.deletion.request', target, facts: { dueAt: dueAt.toISOString() } })
    return sessions
  })
  await emitSessionsRevoked(ended)
  for (const keyId of await repo.listOpenKeys(userId)) await emitKeyRevoked(keyId as ApiKeyId)
  return { dueAt: dueAt.toISOString() }
}

function notYours(): AppError {
  const message = 'This is not the address of your account. Nothing was changed.'
  return new AppError('invalid_input', message, { errors: [{ path: 'email', code: 'wrong', message }] })
}

const lastAdmin = () =>
  new AppError('conflict', 'You are the only administrator. Make somebody else one first. Nothing was changed.')
