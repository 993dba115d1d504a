import type { Actor, UserActor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { assertDomainAllowed } from '../assert-domain-allowed'
import { emitSessionsChanged } from '../events'
import * as repo from '../repo'
import { requireStepUp } from '../require-step-up'
import type { EmailChangeDto } from '../schema-links'
import { enqueueLetter } from './enqueue-letter'
import * as links from './repo-links'

/**
 * Asks both mailboxes to confirm that the actor's account gets another address; without a mail server nobody can be asked,
 * and it changes at once. Whether the new address has an account is told to its mailbox alone. Errors: unauthenticated,
 * forbidden without a fresh proof of who asks, invalid_input for a domain that is not taken, conflict for a taken address where there is no mail.
 */
export async function requestEmailChange(change: { actor: Actor; newEmail: string }): Promise<EmailChangeDto> {
  const { newEmail } = change
  const actor = await requireStepUp(change.actor)
  const { email } = actor
  if (newEmail === email) return { email, state: 'changed' }
  // Who may invite any address may have any.
  if (actor.role !== 'admin') await assertDomainAllowed(newEmail)
  if (!isMailSetUp()) return await changeAtOnce(actor, newEmail)
  await askBoth(actor, newEmail)
  return { email, state: 'waiting' }
}

async function changeAtOnce({ id, email }: UserActor, newEmail: string): Promise<EmailChangeDto> {
  const isChanged = await getDb().$transaction(async (tx) => {
    if (!(await repo.changeEmail(tx, { id, email, newEmail, verified: false }))) return false
    const target = { type: 'account', id, name: newEmail }
    await recordAudit(tx, { actor: { type: 'user', id, email }, action: 'account.email.change', target })
    return true
  })
  if (!isChanged) throw taken()
  await emitSessionsChanged(await repo.listActiveSessionIds(id))
  return { email: newEmail, state: 'changed' }
}

function taken(): AppError {
  const message = 'There is already an account with this e-mail address.'
  return new AppError('conflict', message, { errors: [{ path: 'email', code: 'taken', message }] })
}

async function askBoth({ id: userId, email }: UserActor, newEmail: string): Promise<void> {
  const request = newId<string>()
  await getDb().$transaction(async (tx) => {
    await links.withdrawLinks(tx, { userId, purposes: ['change_email_from', 'change_email_to'] })
    const mailboxes = [
      ['change_email_from', email],
      ['change_email_to', newEmail],
    ] as const
    for (const [purpose, mailbox] of mailboxes) {
      const linkId = await links.insertLink(tx, { purpose, email: mailbox, userId, newEmail, request })
      await enqueueLetter(tx, { kind: 'link', linkId })
    }
  })
}
