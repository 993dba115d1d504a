import type { SessionId, UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { assertPasswordAllowed } from '../assert-password-allowed'
import { emitSessionsRevoked } from '../events'
import { hashEmail } from '../hash-email'
import { hashPassword } from '../password-hash'
import { deleteFailures } from '../repo-failures'
import { forgetFailuresOf } from '../sign-in-limits'
import { afterPasswordChange } from './after-password-change'
import { getLink, linkIsOver } from './get-link'
import type { LinkRow } from './repo-links'
import * as links from './repo-links'

interface Reset {
  token: string
  newPassword: string
}

/**
 * Sets a new password for who can read the mailbox: every session ends, and the account is not locked any more. The second
 * factor, where there is one, stays. Errors: invalid_input when the link or the password does not do.
 */
export async function resetPassword({ token, newPassword }: Reset): Promise<{ email: string }> {
  const link = await getLink(token, ['reset_password'])
  const user = await getDb().user.findUnique({ where: { id: link.userId ?? '', email: link.email } })
  if (!user) throw linkIsOver()
  const { name, email } = user
  await assertPasswordAllowed({ path: 'newPassword', password: newPassword, name, email })
  const passwordHash = await hashPassword(newPassword)
  const ended = await change(link, { userId: user.id as UserId, passwordHash })
  await emitSessionsRevoked(ended)
  await deleteFailures(hashEmail(email))
  await forgetFailuresOf(email)
  return { email }
}

interface Change {
  userId: UserId
  passwordHash: string
}

async function change(link: LinkRow, { userId, passwordHash }: Change): Promise<SessionId[]> {
  const now = new Date()
  return await getDb().$transaction(async (tx) => {
    if (!(await links.markUsed(tx, link.id))) throw linkIsOver()
    // Who got the link from an admin has proved nothing about the mailbox.
    const proof = isMailSetUp() ? { emailVerifiedAt: now } : {}
    await tx.user.update({ where: { id: userId }, data: { passwordHash, ...proof } })
    const ended = await tx.session.updateManyAndReturn({
      where: { userId, revokedAt: null },
      data: { revokedAt: now },
      select: { id: true },
    })
    await afterPasswordChange(tx, { id: userId, email: link.email })
    const actor = { type: 'user', id: userId, email: link.email }
    await recordAudit(tx, { actor, action: 'account.password.reset', target: { type: 'account', id: userId } })
    return ended.map(({ id }) => id as SessionId)
  })
}
