import type { UserId } from '@/lib/core/ids'
import { enqueueLetter } from './enqueue-letter'
import type { Transaction } from './repo-links'
import * as links from './repo-links'

/** Links that were asked for before are worth nothing now, and the mailbox is told. */
export async function afterPasswordChange(
  tx: Transaction,
  { id, email }: { id: UserId; email: string },
): Promise<void> {
  await links.withdrawLinks(tx, { userId: id, purposes: ['reset_password', 'unlock', 'change_email_from'] })
  await enqueueLetter(tx, { kind: 'password-changed', email, at: new Date().toISOString() })
}
