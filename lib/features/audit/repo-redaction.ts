import type { UserId } from '@/lib/core/ids'
import type { AuditLink } from '@/lib/platform/audit/audit-entry'
import { Prisma } from '@/lib/platform/db/generated/client'
import { columns, type Row, toLink } from './repo'

type Transaction = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>

/** The e-mail addresses that somebody had while they did things. */
export async function findNames(tx: Transaction, userId: UserId): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT actor_name AS name FROM audit_events WHERE actor_id = ${userId} AND actor_name IS NOT NULL`
  return rows.map(({ name }) => name)
}

interface Naming {
  userId: UserId
  names: string[]
  limit: number
}

/** Entries that somebody is in and that still have names, the oldest first. */
export async function listNaming(tx: Transaction, { userId, names, limit }: Naming): Promise<AuditLink[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${Prisma.raw(columns)} FROM audit_events
    WHERE redaction IS NULL AND (
      ((actor_id = ${userId} OR target_id = ${userId}) AND (actor_name IS NOT NULL OR target_name IS NOT NULL))
      OR actor_name = ANY (${names}) OR target_name = ANY (${names})
      OR EXISTS (SELECT FROM jsonb_each_text(facts) WHERE value = ANY (${names})))
    ORDER BY seq LIMIT ${limit}`
  return rows.map(toLink)
}

export async function redactEntries(tx: Transaction, entries: readonly AuditLink[], redaction: string): Promise<void> {
  const given = JSON.stringify(entries.map(({ seq, facts }) => ({ seq, facts })))
  await tx.$executeRaw`SELECT audit_forget(${given}::jsonb, ${redaction})`
}
