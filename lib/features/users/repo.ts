import type { UserRole } from '@/lib/core/actor'
import type { ApiKeyId, SessionId, UserId } from '@/lib/core/ids'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'

export type Transaction = Prisma.TransactionClient

export interface UserRow {
  id: UserId
  email: string
  name: string
  role: UserRole
  suspended: boolean
}

/**
 * The admins who can sign in, held until the transaction is over: of two that each take one away the second waits, and sees
 * what the first has left. Always in the same order, and before anybody else is held, so that none waits for the other.
 */
export async function lockAdmins(tx: Transaction): Promise<UserId[]> {
  const rows = await tx.$queryRaw<{ id: UserId }[]>`
    SELECT id FROM users WHERE role = 'admin' AND suspended_at IS NULL ORDER BY id FOR NO KEY UPDATE`
  // A statement of its own, or it would not see who has asked to go while it waited.
  const leaving = await tx.accountDeletion.findMany({ where: { userId: { in: rows.map(({ id }) => id) } } })
  return rows.map(({ id }) => id).filter((id) => !leaving.some(({ userId }) => userId === id))
}

export async function lockUser(tx: Transaction, id: UserId): Promise<UserRow | null> {
  const rows = await tx.$queryRaw<UserRow[]>`
    SELECT id, email, name, role::text AS role, suspended_at IS NOT NULL AS suspended
    FROM users WHERE id = ${id} FOR NO KEY UPDATE`
  return rows[0] ?? null
}

export async function updateUser(
  tx: Transaction,
  { id, role, suspended }: Pick<UserRow, 'id' | 'role' | 'suspended'>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE users SET role = ${role}::user_role, updated_at = now(),
      suspended_at = CASE WHEN ${suspended} THEN coalesce(suspended_at, now()) END WHERE id = ${id}`
}

/** Ends every session of somebody, and says which. */
export async function endSessions(tx: Transaction, userId: UserId): Promise<SessionId[]> {
  const ended = await tx.session.updateManyAndReturn({
    where: { userId, revokedAt: null },
    data: { revokedAt: new Date() },
    select: { id: true },
  })
  return ended.map(({ id }) => id as SessionId)
}

/** What somebody may be connected by. */
export interface Entrances {
  sessions: SessionId[]
  keys: ApiKeyId[]
}

export async function listEntrances(userId: UserId, db: Transaction = getDb()): Promise<Entrances> {
  const where = { userId, revokedAt: null }
  const sessions = await db.session.findMany({ where, select: { id: true } })
  const keys = await db.apiKey.findMany({ where, select: { id: true } })
  return { sessions: sessions.map(({ id }) => id as SessionId), keys: keys.map(({ id }) => id as ApiKeyId) }
}

export const inTransaction = <T>(work: (tx: Transaction) => Promise<T>, timeout?: number): Promise<T> =>
  getDb().$transaction(work, timeout === undefined ? {} : { timeout })
