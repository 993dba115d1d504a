import { newId, type UserId } from '@/lib/core/ids'
import { getDb } from '@/lib/platform/db/prisma'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { count } from '@/lib/platform/metrics/metrics'
import { assertPasswordAllowed } from '../assert-password-allowed'
import { hashPassword } from '../password-hash'
import { insertUserIn } from '../repo'
import { getLink, linkIsOver } from './get-link'
import * as links from './repo-links'
import { hasAccount } from './verify-email'

interface Accept {
  token: string
  name: string
  password: string
}

/** Makes the account that somebody was invited to. Errors: invalid_input, conflict when the address has one by now. */
export async function acceptInvitation({ token, name, password }: Accept): Promise<{ email: string }> {
  const { id, email, role } = await getLink(token, ['invite'])
  await assertPasswordAllowed({ path: 'password', password, name, email })
  const passwordHash = await hashPassword(password)
  const proof = isMailSetUp() ? { emailVerifiedAt: new Date() } : {}
  const outcome = await getDb().$transaction(async (tx) => {
    if (!(await links.markUsed(tx, id))) throw linkIsOver()
    const user = { id: newId<UserId>(), email, name, passwordHash, role: role ?? 'editor', ...proof }
    const inserted = await insertUserIn(tx, user, () => true)
    await links.withdrawLinks(tx, { email, purposes: ['register', 'invite'] })
    return inserted.outcome
  })
  count('auth_service_registration_attempts_total', { result: outcome === 'created' ? 'success' : 'failure' })
  if (outcome !== 'created') throw hasAccount()
  return { email }
}
