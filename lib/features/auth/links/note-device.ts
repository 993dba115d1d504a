import type { UserId } from '@/lib/core/ids'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { describeDevice } from '../pure/describe-device'
import { enqueueLetter } from './enqueue-letter'
import type { Transaction } from './repo-links'

interface SignedInWith {
  userId: UserId
  email: string
  userAgent: string
}

/** Tells the mailbox of a sign-in with a browser that the person has not used before; of their first one it does not. */
export async function noteDevice(tx: Transaction, { userId, email, userAgent }: SignedInWith): Promise<void> {
  const device = describeDevice(userAgent)
  const [noted] = await tx.$queryRaw<{ isNew: boolean; hadOthers: boolean }[]>`
    WITH noted AS (
      INSERT INTO known_devices (user_id, device) VALUES (${userId}, ${device}) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT EXISTS (SELECT 1 FROM noted) AS "isNew",
      EXISTS (SELECT 1 FROM known_devices WHERE user_id = ${userId}) AS "hadOthers"`
  if (!noted?.isNew || !noted.hadOthers || !isMailSetUp()) return
  await enqueueLetter(tx, { kind: 'new-device', email, device, at: new Date().toISOString() })
}
