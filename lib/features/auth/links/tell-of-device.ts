import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import type { OutboxTransaction } from '@/lib/platform/outbox/enqueue'
import { enqueueLetter } from './enqueue-letter'

/** Tells the mailbox of a sign-in with a browser that the person has not used before. */
export async function tellOfDevice(
  tx: OutboxTransaction,
  { email, device }: { email: string; device: string },
): Promise<void> {
  if (!isMailSetUp()) return
  await enqueueLetter(tx, { kind: 'new-device', email, device, at: new Date().toISOString() })
}
