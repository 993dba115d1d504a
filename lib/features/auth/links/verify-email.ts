import { AppError } from '@/lib/core/errors'
import { newId, type UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import { insertUserIn } from '../repo'
import { getLink, linkIsOver } from './get-link'
import type { LinkRow } from './repo-links'
import * as links from './repo-links'

/**
 * Confirms the mailbox of an account; that of one which was only asked for makes it, with the password chosen then. Errors:
 * invalid_input, conflict when the address got an account meanwhile.
 */
export async function verifyEmail({ token }: { token: string }): Promise<{ email: string }> {
  const link = await getLink(token, ['register', 'verify_email'])
  if (link.purpose === 'register') await makeAccount(link)
  else await markVerified(link)
  return { email: link.email }
}

async function makeAccount({ id, email, name, passwordHash }: LinkRow): Promise<void> {
  if (name === null || passwordHash === null) throw linkIsOver()
  const emailVerifiedAt = new Date()
  const outcome = await getDb().$transaction(async (tx) => {
    if (!(await links.markUsed(tx, id))) throw linkIsOver()
    const user = { id: newId<UserId>(), email, name, passwordHash, emailVerifiedAt }
    const inserted = await insertUserIn(tx, user, () => true)
    await links.withdrawLinks(tx, { email, purposes: ['register', 'invite'] })
    return inserted.outcome
  })
  if (outcome !== 'created') throw hasAccount()
}

/** To who has proved to read the mailbox it may be said. */
export const hasAccount = (): AppError =>
  new AppError('conflict', 'There is already an account with this e-mail address. Sign in instead.')

async function markVerified({ id, userId, email }: LinkRow): Promise<void> {
  await getDb().$transaction(async (tx) => {
    if (!(await links.markUsed(tx, id))) throw linkIsOver()
    await tx.user.updateMany({ where: { id: userId ?? '', email }, data: { emailVerifiedAt: new Date() } })
    const target = { type: 'account', id: userId ?? undefined, name: email }
    await recordAudit(tx, { actor: { type: 'anonymous' }, action: 'account.email.verify', target })
  })
}
