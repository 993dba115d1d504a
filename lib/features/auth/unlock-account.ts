import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { recordAuditNow } from '@/lib/platform/audit/record-audit'
import { getLog } from '@/lib/platform/log/log'
import { hashEmail } from './hash-email'
import { deleteFailures } from './repo-failures'
import { findCredentials } from './repo-sign-in'
import { forgetFailuresOf } from './sign-in-limits'

/** Lets somebody try again to sign in. For admins. Errors: unauthenticated, not_found. */
export async function unlockAccount({ actor, email }: { actor: Actor; email: string }): Promise<void> {
  assertAdmin(actor)
  const account = await findCredentials(email)
  if (!account) throw notFound('account')
  await deleteFailures(hashEmail(email))
  await forgetFailuresOf(email)
  await recordAuditNow({ actor, action: 'account.unlock', target: { type: 'account', id: account.id, name: email } })
  getLog('auth').info({ userId: account.id, by: actor.id }, 'an account was unlocked')
}
