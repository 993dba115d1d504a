import { newId, type UserId } from '@/lib/core/ids'
import { type AuditTransaction, recordAudit } from '@/lib/platform/audit/record-audit'
import { RedactionDigest, withoutNames } from '@/lib/platform/audit/redaction'
import { findNames, listNaming, redactEntries } from './repo-redaction'

const batchSize = 500

/**
 * Takes the name and addresses of somebody out of the log, in the caller's transaction. What they did stays, under their id, and
 * the chain can be verified as before: an entry of its own says which entries lost their names and what is left of them.
 */
export async function forgetPerson(tx: ForgetTransaction, { userId, email }: { userId: UserId; email: string }) {
  const names = [...new Set([email, ...(await findNames(tx, userId))])]
  for (;;) {
    const entries = await listNaming(tx, { userId, names, limit: batchSize })
    const [first] = entries
    if (!first) return
    const redaction = newId<string>()
    const digest = new RedactionDigest()
    const left = entries.map((entry) => withoutNames(entry, names))
    for (const entry of left) digest.add(entry)
    await redactEntries(tx, left, redaction)
    await recordAudit(tx, {
      actor: { type: 'system' },
      action: 'audit.forget',
      target: { type: 'account', id: userId },
      facts: { redaction, first: first.seq, entries: entries.length, digest: digest.end() },
    })
  }
}

export type ForgetTransaction = AuditTransaction & Parameters<typeof findNames>[0]
