import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { getDb } from '@/lib/platform/db/prisma'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { assertOwnSession } from '../assert-signed-in'
import { enqueueLetter } from './enqueue-letter'
import * as links from './repo-links'

/** Sends the actor a link that confirms their address. Errors: unauthenticated, conflict without a mail server. */
export async function requestVerification({ actor }: { actor: Actor }): Promise<void> {
  assertOwnSession(actor)
  if (!isMailSetUp()) throw new AppError('conflict', 'This AutoGraph sends no mail, so there is nothing to confirm.')
  const { id: userId, email } = actor
  await getDb().$transaction(async (tx) => {
    const linkId = await links.insertLink(tx, { purpose: 'verify_email', email, userId })
    await enqueueLetter(tx, { kind: 'link', linkId })
  })
}
