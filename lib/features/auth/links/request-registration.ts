import { getDb } from '@/lib/platform/db/prisma'
import { enqueueLetter } from './enqueue-letter'
import { insertLink } from './repo-links'

interface Wanted {
  email: string
  name: string
  passwordHash: string
}

/**
 * Keeps what somebody has chosen until they confirm the mailbox. Nothing here depends on whether there is an account: the
 * mail finds out. What is chosen belongs to this one link, so that nobody can put their password behind another's.
 */
export async function requestRegistration(wanted: Wanted): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const linkId = await insertLink(tx, { purpose: 'register', ...wanted })
    await enqueueLetter(tx, { kind: 'link', linkId })
  })
}
