import type { UserRole } from '@/lib/core/actor'
import type { ApiKeyId, UserId } from '@/lib/core/ids'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import type { KeyScope } from './pure/compute-key-right'

export interface KeyOwner {
  keyId: ApiKeyId
  scopes: KeyScope[]
  lastUsedAtMs: number | null
  userId: UserId
  email: string
  name: string
  role: UserRole
}

/** Every request with a key asks this: one prepared statement by a unique index. */
const makeOwnerQuery = (column: 'key_hash' | 'id') => ({
  name: `api-keys.owner-by-${column}`,
  text: `SELECT k.id AS "keyId", k.scopes::text[] AS scopes,
           extract(epoch FROM k.last_used_at)::float8 * 1000 AS "lastUsedAtMs",
           u.id AS "userId", u.email, u.name, u.role::text AS role
         FROM api_keys k JOIN users u ON u.id = k.user_id
         WHERE k.${column} = $1 AND u.suspended_at IS NULL AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
           AND NOT EXISTS (SELECT FROM account_deletions d WHERE d.user_id = u.id)`,
})
const ownerByHash = makeOwnerQuery('key_hash')
const ownerById = makeOwnerQuery('id')

/** Whose key it is; null for one that is over, or was never there. */
export async function findOwner(keyHash: string): Promise<KeyOwner | null> {
  const { rows } = await getPool().query<KeyOwner>({ ...ownerByHash, values: [keyHash] })
  return rows[0] ?? null
}

export async function findOwnerOf(id: ApiKeyId): Promise<KeyOwner | null> {
  const { rows } = await getPool().query<KeyOwner>({ ...ownerById, values: [id] })
  return rows[0] ?? null
}

export async function noteUsed(id: ApiKeyId, lastUsedAt: Date): Promise<void> {
  await getDb().apiKey.updateMany({ where: { id }, data: { lastUsedAt } })
}

const isOpen = () => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] })

/** Null when the person has as many as they may. */
export async function insertKey(key: Prisma.ApiKeyUncheckedCreateInput, { most }: { most: number }) {
  return await getDb().$transaction(async (tx) => {
    // Two at once would each not count the other.
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${key.userId} FOR UPDATE`
    if ((await tx.apiKey.count({ where: { userId: key.userId, ...isOpen() } })) >= most) return null
    return await tx.apiKey.create({ data: key })
  })
}

/** Those that are not revoked, the latest first; also the expired ones, so that somebody sees why a program stopped. */
export const listKeys = (userId: UserId) =>
  getDb().apiKey.findMany({ where: { userId, revokedAt: null }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })

export async function revokeKey(userId: UserId, id: ApiKeyId): Promise<boolean> {
  const { count } = await getDb().apiKey.updateMany({
    where: { id, userId, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  return count > 0
}
