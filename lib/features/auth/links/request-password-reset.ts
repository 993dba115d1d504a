import { minuteMs } from '@/lib/core/time'
import { getDb } from '@/lib/platform/db/prisma'
import { enqueueLetter } from './enqueue-letter'

const oncePerMs = 5 * minuteMs

/** Sends a link to choose a new password, if there is such an account; whoever asks cannot tell. */
export async function requestPasswordReset({ email }: { email: string }): Promise<void> {
  await enqueueLetter(getDb(), { kind: 'reset', email }, { perMs: oncePerMs, nowMs: Date.now() })
}
