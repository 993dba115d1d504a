import { newId } from '@/lib/core/ids'
import { enqueueOutbox, type OutboxTransaction } from '@/lib/platform/outbox/enqueue'
import { hashEmail } from '../hash-email'
import { type Letter, letterTopic } from './letter'

interface Once {
  /** One letter of this kind to this address within so long, however often it is asked for. */
  perMs: number
  nowMs: number
}

/** Writes down a mail in the caller's transaction. */
export async function enqueueLetter(tx: OutboxTransaction, letter: Letter, once?: Once): Promise<void> {
  const key = 'email' in letter && once ? nameOnce(letter.kind, letter.email, once) : newId()
  await enqueueOutbox(tx, { topic: letterTopic, key, payload: letter })
}

const nameOnce = (kind: string, email: string, { perMs, nowMs }: Once): string =>
  `${kind}:${hashEmail(email)}:${Math.floor(nowMs / perMs)}`
