import type { Now } from '@/lib/core/time'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'
import { getLog } from '@/lib/platform/log/log'
import { forgetPerson } from '../audit/forget-person'
import { isLastAdmin } from '../auth/deletion/repo-deletions'
import { hashEmail } from '../auth/hash-email'
import { getDocumentGateway } from '../documents/document-gateway'
import * as repo from './repo-erasure'

/** Somebody with thousands of diagrams and entries of the log. */
const longestMs = 120_000

/** Deletes the accounts whose time is over, one after the other; one that cannot go holds up no other. */
export async function eraseDueAccounts(now: Now): Promise<void> {
  for (const account of await repo.listDue(new Date(now()))) {
    try {
      await eraseAccount(account, now)
    } catch (error) {
      getLog('privacy').error({ err: error, userId: account.userId }, 'an account could not be deleted')
    }
  }
}

/**
 * Deletes one account for good, all or nothing, unless it is kept meanwhile: what others may change goes to one of them, the rest
 * of its diagrams with it, and the audit log keeps its id alone.
 */
async function eraseAccount({ userId, email }: repo.DueAccount, now: Now): Promise<void> {
  const changed = await getDb().$transaction(
    async (tx) => {
      // The rows of all admins first, as whoever else counts them does.
      const isLast = await isLastAdmin(tx, userId)
      if (!(await repo.lockDue(tx, userId, new Date(now())))) return null
      if (isLast) {
        getLog('privacy').warn({ userId }, 'the last administrator is not deleted; make somebody else one')
        return null
      }
      const handedOver = await repo.handOver(tx, userId)
      const deleted = await repo.deleteDiagrams(tx, userId)
      await repo.passOnTeams(tx, userId)
      await repo.deleteAccount(tx, { userId, email, account: hashEmail(email) })
      await forgetPerson(tx, { userId, email })
      await recordAudit(tx, {
        actor: { type: 'system' },
        action: 'account.delete',
        target: { type: 'account', id: userId },
        facts: { handedOver: handedOver.length, deleted: deleted.length },
      })
      return [...handedOver, ...deleted]
    },
    { timeout: longestMs },
  )
  for (const diagramId of changed ?? []) await getDocumentGateway().accessChanged({ diagramId })
}
