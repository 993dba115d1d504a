import type { Actor, UserRole } from '@/lib/core/actor'
import { assertAdmin } from '@/lib/core/assert-admin'
import { AppError } from '@/lib/core/errors'
import { getDb } from '@/lib/platform/db/prisma'
import { getLog } from '@/lib/platform/log/log'
import { findCredentials } from '../repo-sign-in'
import type { AccountLinkDto } from '../schema-links'
import { enqueueLetter } from './enqueue-letter'
import { presentAccountLink } from './present-link'
import * as links from './repo-links'

interface Invite {
  actor: Actor
  email: string
  /** What the account will be. */
  role: UserRole
}

/**
 * Invites somebody to make an account, also where registration is closed: who runs the instance decides. A newer invitation
 * replaces the older. Errors: unauthenticated, not_found, conflict when the address has an account.
 */
export async function invitePerson({ actor, email, role }: Invite): Promise<AccountLinkDto> {
  assertAdmin(actor)
  if (await findCredentials(email)) {
    const message = 'There is already an account with this e-mail address.'
    throw new AppError('conflict', message, { errors: [{ path: 'email', code: 'taken', message }] })
  }
  const link = await getDb().$transaction(async (tx) => {
    await links.withdrawLinks(tx, { email, purposes: ['invite'] })
    const linkId = await links.insertLink(tx, { purpose: 'invite', email, role })
    await enqueueLetter(tx, { kind: 'link', linkId })
    return await tx.accountLink.findUniqueOrThrow({ where: { id: linkId } })
  })
  getLog('auth').info({ linkId: link.id, role, by: actor.id }, 'somebody was invited')
  return presentAccountLink(link)
}
