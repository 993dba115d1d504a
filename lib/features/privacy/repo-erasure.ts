import type { DiagramId, UserId } from '@/lib/core/ids'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'

type Transaction = Prisma.TransactionClient

export interface DueAccount {
  userId: UserId
  email: string
}

/** One statement: in two, an account could be gone between them. */
export const listDue = (now: Date): Promise<DueAccount[]> =>
  getDb().$queryRaw<DueAccount[]>`
    SELECT u.id AS "userId", u.email FROM account_deletions d JOIN users u ON u.id = d.user_id
    WHERE d.due_at <= ${now} ORDER BY d.due_at`

/** False when they have thought again, or it is done. Nobody signs in while the transaction runs. */
export async function lockDue(tx: Transaction, userId: UserId, now: Date): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`
  return (await tx.accountDeletion.findFirst({ where: { userId, dueAt: { lte: now } } })) !== null
}

/** Who has no say in who has what next: who is to go as well, or cannot act. */
const isStaying = `u.suspended_at IS NULL AND NOT EXISTS (SELECT FROM account_deletions WHERE user_id = u.id)`

/**
 * Who has the diagrams next of somebody who goes: in a team its owners, admins and editors, in this order; else of those who may
 * change one, who has been longest with it.
 */
const heirsSql = `
  SELECT DISTINCT ON (d.id) d.id, c.user_id
  FROM diagrams d
  JOIN LATERAL (
    SELECT user_id, created_at, role::text FROM team_members WHERE team_id = d.team_id AND role <> 'viewer'
    UNION ALL
    SELECT user_id, created_at, 'shared' FROM diagram_members
    WHERE diagram_id = d.id AND role = 'editor' AND d.trashed_at IS NULL
  ) c ON c.user_id <> d.owner_id
  JOIN users u ON u.id = c.user_id AND u.role <> 'viewer' AND ${isStaying}
  WHERE d.owner_id = $1
  ORDER BY d.id, array_position('{owner,admin,editor,shared}', c.role), c.created_at, c.user_id`

export async function countHeired(userId: UserId): Promise<{ all: number; handedOver: number }> {
  const rows = await getDb().$queryRawUnsafe<{ count: number }[]>(`SELECT count(*)::int FROM (${heirsSql}) h`, userId)
  return { all: await getDb().diagram.count({ where: { ownerId: userId } }), handedOver: rows[0]?.count ?? 0 }
}

/** Gives what others may change to the one of them who has been longest with it. */
export async function handOver(tx: Transaction, userId: UserId): Promise<DiagramId[]> {
  const rows = await tx.$queryRawUnsafe<{ id: DiagramId }[]>(
    `WITH heirs AS (${heirsSql}),
       gone AS (DELETE FROM diagram_members m USING heirs h WHERE m.diagram_id = h.id AND m.user_id = h.user_id)
     UPDATE diagrams d SET owner_id = h.user_id FROM heirs h WHERE d.id = h.id RETURNING d.id`,
    userId,
  )
  return rows.map(({ id }) => id)
}

/** Deletes what they own still; files that nothing else shows are cleared away afterwards. */
export async function deleteDiagrams(tx: Transaction, userId: UserId): Promise<DiagramId[]> {
  const rows = await tx.$queryRaw<{ id: DiagramId }[]>`DELETE FROM diagrams WHERE owner_id = ${userId} RETURNING id`
  return rows.map(({ id }) => id)
}

/** A team whose only owner goes gets the next by role and time; one that nobody else is in goes. */
export async function passOnTeams(tx: Transaction, userId: UserId): Promise<void> {
  await tx.$executeRawUnsafe(
    `UPDATE team_members m SET role = 'owner' FROM (
       SELECT DISTINCT ON (x.team_id) x.team_id, x.user_id
       FROM team_members x JOIN users u ON u.id = x.user_id
       WHERE x.user_id <> $1
         AND x.team_id IN (SELECT team_id FROM team_members WHERE user_id = $1 AND role = 'owner')
         AND x.team_id NOT IN (SELECT o.team_id FROM team_members o JOIN users ou ON ou.id = o.user_id
           WHERE o.user_id <> $1 AND o.role = 'owner' AND ou.suspended_at IS NULL)
       ORDER BY x.team_id, (${isStaying}) DESC, x.role, x.created_at, x.user_id) h
     WHERE m.team_id = h.team_id AND m.user_id = h.user_id`,
    userId,
  )
  const alone = await tx.team.findMany({
    where: { members: { some: { userId }, none: { userId: { not: userId } } } },
    select: { id: true },
  })
  const ids = alone.map(({ id }) => id)
  await tx.diagram.updateMany({ where: { teamId: { in: ids } }, data: { teamId: null } })
  await tx.team.deleteMany({ where: { id: { in: ids } } })
}

/** The account with what hangs on it, and what knows it by its address alone. */
export async function deleteAccount(
  tx: Transaction,
  { userId, email, account }: DueAccount & { account: string },
): Promise<void> {
  await tx.user.delete({ where: { id: userId } })
  await tx.accountLink.deleteMany({ where: { OR: [{ email }, { newEmail: email }] } })
  await tx.signInFailure.deleteMany({ where: { account } })
  await tx.$executeRaw`DELETE FROM outbox WHERE payload->>'email' = ${email}`
}
