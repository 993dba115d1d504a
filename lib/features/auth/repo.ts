import type { UserRole } from '@/lib/core/actor'
import type { SessionId, UserId } from '@/lib/core/ids'
import { type AuditRecorder, recordAudit } from '@/lib/platform/audit/record-audit'
import type { Prisma } from '@/lib/platform/db/generated/client'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { getAdmission } from './admission/get-admission'
import { getSessionIdleMs } from './get-session-idle'

export interface SignedIn {
  userId: UserId
  email: string
  name: string
  role: UserRole
  expiresAtMs: number
  lastSeenAtMs: number
  revoked: boolean
}

/** Every request asks this, so it skips Prisma's query planning: one prepared statement by primary keys. */
const signedInQuery = {
  name: 'auth.signed-in',
  text: `SELECT u.id AS "userId", u.email, u.name, u.role::text AS role,
           (s.revoked_at IS NOT NULL OR u.suspended_at IS NOT NULL) AS revoked,
           extract(epoch FROM s.expires_at)::float8 * 1000 AS "expiresAtMs",
           extract(epoch FROM s.last_seen_at)::float8 * 1000 AS "lastSeenAtMs"
         FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1`,
}

export async function findSignedIn(sessionId: SessionId): Promise<SignedIn | null> {
  const { rows } = await getPool().query<SignedIn>({ ...signedInQuery, values: [sessionId] })
  return rows[0] ?? null
}

export async function touchSession(id: SessionId, lastSeenAt: Date): Promise<void> {
  await getDb().session.updateMany({ where: { id, revokedAt: null }, data: { lastSeenAt } })
}

export async function findConfirmedAt(id: SessionId): Promise<Date | null> {
  const session = await getDb().session.findUnique({ where: { id, revokedAt: null }, select: { confirmedAt: true } })
  return session?.confirmedAt ?? null
}

export async function noteConfirmed(id: SessionId): Promise<void> {
  await getDb().session.updateMany({ where: { id, revokedAt: null }, data: { confirmedAt: new Date() } })
}

/** Whether accounts from elsewhere are left that have not signed in here yet. */
export const hasBcryptHashes = async (): Promise<boolean> =>
  (await getDb().user.findFirst({ where: { passwordHash: { startsWith: '$2' } }, select: { id: true } })) !== null

/** Does nothing when the hash is another by now, such as that of a new password. */
export async function replacePasswordHash(id: UserId, { from, to }: { from: string; to: string }): Promise<void> {
  await getDb().user.updateMany({ where: { id, passwordHash: from }, data: { passwordHash: to } })
}

export async function findEmailVerifiedAt(id: UserId): Promise<Date | null> {
  const user = await getDb().user.findUnique({ where: { id }, select: { emailVerifiedAt: true } })
  return user?.emailVerifiedAt ?? null
}

export async function renameUser(id: UserId, name: string): Promise<void> {
  await getDb().user.update({ where: { id }, data: { name } })
}

export const hasUsers = async (): Promise<boolean> => (await getDb().user.findFirst({ select: { id: true } })) !== null

interface NewUser {
  id: UserId
  email: string
  name: string
  passwordHash: string
  /** Default: what newcomers become. The first is admin in any case. */
  role?: UserRole
  emailVerifiedAt?: Date
}

type Transaction = Prisma.TransactionClient

/** Held while an account is created or gets another address, so that two at once cannot both be the first, or have one. */
const registrationLock = 4_021_977

/**
 * Creates the account unless `mayCreate` says no; `taken` when the address has one. The first account is admin.
 */
export async function insertUserIn(tx: Transaction, user: NewUser, mayCreate: (isFirst: boolean) => boolean) {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${registrationLock})`
  const isFirst = (await tx.user.findFirst({ select: { id: true } })) === null
  if (!mayCreate(isFirst)) return { outcome: 'refused' } as const
  const role = isFirst ? 'admin' : (user.role ?? (await getAdmission()).role)
  const { count } = await tx.user.createMany({ data: [{ ...user, role }], skipDuplicates: true })
  if (count === 0) return { outcome: 'taken' } as const
  await recordAudit(tx, {
    actor: { type: 'user', id: user.id, email: user.email },
    action: 'account.register',
    target: { type: 'account', id: user.id, name: user.email },
    facts: { role },
  })
  return { outcome: 'created', role } as const
}

export const insertUser = (user: NewUser, mayCreate: (isFirst: boolean) => boolean) =>
  getDb().$transaction((tx) => insertUserIn(tx, user, mayCreate))

interface EmailChange {
  id: UserId
  /** What it has to be still. */
  email: string
  newEmail: string
  verified: boolean
}

/** False when the new address has an account, or the account has another address by now. */
export async function changeEmail(tx: Transaction, { id, email, newEmail, verified }: EmailChange): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${registrationLock})`
  const changed = await tx.$executeRaw`
    UPDATE users SET email = ${newEmail}, email_verified_at = ${verified ? new Date() : null}::timestamptz, updated_at = now()
    WHERE id = ${id} AND email = ${email} AND NOT EXISTS (SELECT 1 FROM users WHERE email = ${newEmail})`
  return changed > 0
}

/** What `computeSessionState` calls active. */
function isActive() {
  const nowMs = Date.now()
  const idleMs = getSessionIdleMs()
  const seen = idleMs > 0 ? { lastSeenAt: { gt: new Date(nowMs - idleMs) } } : {}
  return { revokedAt: null, expiresAt: { gt: new Date(nowMs) }, ...seen }
}

export async function listActiveSessions(userId: UserId) {
  return await getDb().session.findMany({
    where: { userId, ...isActive() },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    take: 100,
  })
}

export async function listActiveSessionIds(userId: UserId): Promise<SessionId[]> {
  const sessions = await getDb().session.findMany({
    where: { userId, ...isActive() },
    select: { id: true },
  })
  return sessions.map(({ id }) => id as SessionId)
}

/** Revokes the user's active sessions that match, and says which they were. */
export async function revokeSessions(
  userId: UserId,
  which: { id: SessionId } | { except: SessionId },
  record: (revoked: SessionId[]) => AuditRecorder,
): Promise<SessionId[]> {
  return await getDb().$transaction(async (tx) => {
    const revoked = await tx.session.updateManyAndReturn({
      where: { userId, revokedAt: null, id: 'id' in which ? which.id : { not: which.except } },
      data: { revokedAt: new Date() },
      select: { id: true },
    })
    const ids = revoked.map(({ id }) => id as SessionId)
    if (ids.length > 0) await record(ids)(tx)
    return ids
  })
}

interface PasswordChange {
  /** The hash that was compared with. */
  from: string
  to: string
  /** The session that stays. */
  keep: SessionId
  /** What else belongs to it. */
  also: (tx: Transaction) => Promise<void>
}

/** Changes the hash and revokes the other sessions, and says which; null when the hash is another by now. */
export async function changePassword(
  userId: UserId,
  { from, to, keep, also }: PasswordChange,
): Promise<SessionId[] | null> {
  return await getDb().$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash: from },
      data: { passwordHash: to },
    })
    if (count === 0) return null
    const ended = await tx.session.updateManyAndReturn({
      where: { userId, revokedAt: null, id: { not: keep } },
      data: { revokedAt: new Date() },
      select: { id: true },
    })
    await also(tx)
    return ended.map(({ id }) => id as SessionId)
  })
}

export const countActiveSessions = (): Promise<number> => getDb().session.count({ where: isActive() })
