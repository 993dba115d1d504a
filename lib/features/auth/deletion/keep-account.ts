import { AppError } from '@/lib/core/errors'
import type { UserId } from '@/lib/core/ids'
import { type AuditTransaction, recordAudit } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import { getLink, linkIsOver } from '../links/get-link'
import * as links from '../links/repo-links'
import { deleteDeletion } from './repo-deletions'

interface Person {
  userId: UserId
  email: string
}

/** For who signs in, once the password was right: an account that is to go lets nobody in but who keeps it. Errors: forbidden. */
export function assertStays(dueAt: Date | null, { keep }: { keep: boolean }): void {
  if (dueAt && !keep) throw isLeaving(dueAt)
}

/** Keeps the account that a link in a mail is for. Errors: invalid_input. */
export async function cancelByLink({ token }: { token: string }): Promise<{ email: string }> {
  const { id, userId, email } = await getLink(token, ['cancel_deletion'])
  await getDb().$transaction(async (tx) => {
    if (!(await links.markUsed(tx, id))) throw linkIsOver()
    await keepAccount(tx, { userId: userId as UserId, email })
  })
  return { email }
}

/** Does nothing to one that stays. */
export async function keepAccount(tx: AuditTransaction, { userId, email }: Person): Promise<void> {
  if (!(await deleteDeletion(tx, userId))) return
  const target = { type: 'account', id: userId, name: email }
  await recordAudit(tx, { actor: { type: 'user', id: userId, email }, action: 'account.deletion.cancel', target })
}

function isLeaving(dueAt: Date): AppError {
  const day = dueAt.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const message = `This account will be deleted on ${day}. Keep it to sign in.`
  return new AppError('forbidden', message, { errors: [{ path: 'keep', code: 'deletion_pending', message }] })
}
