import type { SessionId, UserId } from '@/lib/core/ids'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'

export type Transaction = Prisma.TransactionClient

/** When an account is to go; null for one that stays. */
export async function findDueAt(
  userId: UserId,
  tx: Pick<Transaction, 'accountDeletion'> = getDb(),
): Promise<Date | null> {
  return (await tx.accountDeletion.findUnique({ where: { userId } }))?.dueAt ?? null
}

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
