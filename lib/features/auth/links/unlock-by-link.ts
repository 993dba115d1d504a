import { recordAuditNow } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import { hashEmail } from '../hash-email'
import { deleteFailures } from '../repo-failures'
import { forgetFailuresOf } from '../sign-in-limits'
import { getLink, linkIsOver } from './get-link'
import * as links from './repo-links'

/** Lets the owner of the mailbox try again to sign in. Errors: invalid_input. */
export async function unlockByLink({ token }: { token: string }): Promise<{ email: string }> {
  const { id, email } = await getLink(token, ['unlock'])
  if (!(await links.markUsed(getDb(), id))) throw linkIsOver()
  await deleteFailures(hashEmail(email))
  await forgetFailuresOf(email)
  const target = { type: 'account', name: email }
  await recordAuditNow({ actor: { type: 'anonymous' }, action: 'account.unlock', target })
  return { email }
}
