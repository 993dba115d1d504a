import type { SessionId, UserId } from '@/lib/core/ids'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'
import type { SqlTransaction } from '@/lib/platform/db/sql-transaction'

export type Transaction = Prisma.TransactionClient

/**
 * Whether nobody would be left to administer without this person. Their rows stay locked until the transaction ends, so that
 * of two admins who leave at once one is the last.
 */
export async function isLastAdmin(tx: Transaction, userId: UserId): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE role = 'admin' ORDER BY id FOR UPDATE`
  // A statement of its own, or it would not see what was changed while it waited.
  const staying = await tx.user.findMany({
    where: { role: 'admin', OR: [{ id: userId }, { deletion: null, suspendedAt: null }] },
  })
  return staying.length === 1 && staying[0]?.id === userId
}

/** Held against sign-ins, which take the same lock. */
export async function lockUser(tx: Transaction, userId: UserId): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`
}

/** Keeps an account, whose link to keep it is over then. False for one that stays anyway. */
export async function deleteDeletion(tx: Pick<SqlTransaction, '$executeRaw'>, userId: UserId): Promise<boolean> {
  const deleted = await tx.$executeRaw`
    WITH withdrawn AS (
      UPDATE account_links SET used_at = now()
      WHERE user_id = ${userId} AND purpose = 'cancel_deletion' AND used_at IS NULL)
    DELETE FROM account_deletions WHERE user_id = ${userId}`
  return deleted > 0
}

/** What a person's browsers and programs have open, all of it over from now on. */
export async function endEverything(tx: Transaction, userId: UserId): Promise<SessionId[]> {
  const ended = await tx.session.updateManyAndReturn({
    where: { userId, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { id: true },
  })
  return ended.map(({ id }) => id as SessionId)
}

export async function listOpenKeys(userId: UserId): Promise<string[]> {
  return (await getDb().apiKey.findMany({ where: { userId, revokedAt: null }, select: { id: true } })).map(
    ({ id }) => id,
  )
}
