import type { UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import { emitSessionsChanged } from '../events'
import * as repo from '../repo'
import type { EmailChangeDto } from '../schema-links'
import { enqueueLetter } from './enqueue-letter'
import { getLink, linkIsOver } from './get-link'
import type { LinkRow, Transaction } from './repo-links'
import * as links from './repo-links'
import { hasAccount } from './verify-email'

/**
 * Confirms one of the two mailboxes of a change of address; the second makes the change. Errors: invalid_input, conflict when
 * the new address got an account meanwhile.
 */
export async function confirmEmailChange({ token }: { token: string }): Promise<EmailChangeDto> {
  const link = await getLink(token, ['change_email_from', 'change_email_to'])
  const { userId, newEmail, request } = link
  if (!userId || !newEmail || !request) throw linkIsOver()
  const isDone = await getDb().$transaction(async (tx) => {
    // Both at once would each see the other as open.
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`
    if (!(await links.markUsed(tx, link.id))) throw linkIsOver()
    if (await links.findOpenPart(tx, request)) return false
    await apply(tx, { userId: userId as UserId, newEmail, request })
    return true
  })
  if (!isDone) return { email: link.email, state: 'waiting' }
  await emitSessionsChanged(await repo.listActiveSessionIds(userId as UserId))
  return { email: newEmail, state: 'changed' }
}

interface Applied {
  userId: UserId
  newEmail: string
  request: string
}

async function apply(tx: Transaction, { userId, newEmail, request }: Applied): Promise<void> {
  const parts = await links.findUsed(tx, request)
  const from = parts.find(({ purpose }) => purpose === 'change_email_from')
  const to = parts.find(({ purpose }: LinkRow) => purpose === 'change_email_to')
  // The other part may have run out instead.
  if (!from || !to) throw linkIsOver()
  const isChanged = await repo.changeEmail(tx, { id: userId, email: from.email, newEmail, verified: true })
  if (!isChanged) throw hasAccount()
  await links.withdrawLinks(tx, { userId, purposes: ['reset_password', 'unlock', 'verify_email'] })
  await enqueueLetter(tx, { kind: 'email-changed', email: from.email, at: new Date().toISOString() })
  await recordAudit(tx, {
    actor: { type: 'user', id: userId, email: from.email },
    action: 'account.email.change',
    target: { type: 'account', id: userId, name: newEmail },
  })
}
