import type { Actor } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { notFound } from '@/lib/core/errors'
import { findCredentials } from '../repo-sign-in'
import { requireStepUp } from '../require-step-up'
import * as repo from './repo-factors'

/**
 * Turns off the second factor of somebody who has neither app nor backup codes any more. For admins with a fresh proof of who
 * they are. Errors: unauthenticated, not_found when there is no such account or no factor, forbidden.
 */
export async function resetFactors({ actor: asking, email }: { actor: Actor; email: string }): Promise<void> {
  assertAdmin(asking)
  const actor = await requireStepUp(asking)
  const account = await findCredentials(email)
  const target = { type: 'account', id: account?.id, name: email }
  const event = { actor, action: 'account.factor.reset', target } as const
  if (!account || !(await repo.removeFactor(account.id, event))) throw notFound('second factor')
}
