import type { SessionId, UserId } from '@/lib/core/ids'
import { inTransaction } from '@/lib/platform/db/in-transaction'
import { getPool } from '@/lib/platform/db/pool'
import { type SqlTransaction, toSqlTransaction } from '@/lib/platform/db/sql-transaction'

/** What may bar a sign-in whose password is right. */
interface Bars {
  /** When the account is to go; null for one that stays. */
  dueAt: Date | null
  /** Whether a second factor is in force. */
  hasFactor: boolean
}

export interface Account extends Bars {
  id: UserId
  passwordHash: string
}

/** One statement, whether there is an account or not: how long it takes does not tell. */
const credentialsQuery = {
  name: 'auth.credentials',
  text: `SELECT u.id, u.password_hash AS "passwordHash", d.due_at AS "dueAt", f.confirmed_at IS NOT NULL AS "hasFactor"
         FROM users u LEFT JOIN account_deletions d ON d.user_id = u.id LEFT JOIN second_factors f ON f.user_id = u.id
         WHERE u.email = $1`,
}

export async function findCredentials(email: string): Promise<Account | null> {
  const { rows } = await getPool().query<Account>({ ...credentialsQuery, values: [email] })
  return rows[0] ?? null
}

interface NewSession {
  id: SessionId
  kind: 'browser' | 'program'
  userAgent: string
  /** As people say it, such as "Firefox on Linux". */
  device: string
  expiresAt: Date
}

export interface Started {
  /** The oldest sessions, where there were too many. */
  ended: SessionId[]
  /** Whether the person has used others, and never this one. */
  isNewDevice: boolean
}

interface Start {
  /** How many sessions of its kind the person may have; 0: as many as they like. */
  most: number
  also: (tx: SqlTransaction, started: Started) => Promise<void>
}

class ChangedMeanwhile extends Error {}

/**
 * Starts a session, clears away this person's expired ones, and revokes the oldest of more than `most` of its kind. Null when
 * the account is no longer as it was when the password was compared, `suspended` for who may not sign in.
 */
export async function insertSession(
  account: Account,
  session: NewSession,
  { most, also }: Start,
): Promise<Started | 'suspended' | null> {
  const start = async (tx: SqlTransaction) => {
    // Two sign-ins at once would else each leave the other's session out of their count.
    const [user] = await tx.$queryRaw<{ password_hash: string; suspended: boolean }[]>`
      SELECT password_hash, suspended_at IS NOT NULL AS suspended FROM users WHERE id = ${account.id} FOR UPDATE`
    if (user?.password_hash !== account.passwordHash) return null
    if (user.suspended) return 'suspended'
    const { dueAt, hasFactor, ...started } = await replaceSessions(tx, account.id, session, most)
    if (dueAt?.getTime() !== account.dueAt?.getTime() || hasFactor !== account.hasFactor) throw new ChangedMeanwhile()
    await also(tx, started)
    return started
  }
  return await inTransaction((client) => start(toSqlTransaction(client))).catch((error: unknown) => {
    if (error instanceof ChangedMeanwhile) return null
    throw error
  })
}

/** One statement, all of whose parts see the tables as they were before it. */
async function replaceSessions(
  tx: SqlTransaction,
  userId: UserId,
  { id, kind, userAgent, device, expiresAt }: NewSession,
  most: number,
): Promise<Started & Bars> {
  const others = most === 0 ? Number.MAX_SAFE_INTEGER : most - 1
  const [started] = await tx.$queryRaw<[Started & Bars]>`
    WITH cleared AS (DELETE FROM sessions WHERE user_id = ${userId} AND expires_at < now()),
    started AS (
      INSERT INTO sessions (id, kind, user_id, user_agent, expires_at)
      VALUES (${id}, ${kind}::session_kind, ${userId}, ${userAgent}, ${expiresAt})),
    beyond AS (
      SELECT id FROM sessions
      WHERE user_id = ${userId} AND kind = ${kind}::session_kind AND revoked_at IS NULL AND expires_at >= now()
      ORDER BY created_at DESC, id OFFSET ${others}::bigint),
    ended AS (UPDATE sessions SET revoked_at = now() WHERE id IN (SELECT id FROM beyond) RETURNING id),
    noted AS (
      INSERT INTO known_devices (user_id, device) VALUES (${userId}, ${device}) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT ARRAY(SELECT id FROM ended) AS ended,
      EXISTS (SELECT 1 FROM noted) AND EXISTS (SELECT 1 FROM known_devices WHERE user_id = ${userId}) AS "isNewDevice",
      (SELECT due_at FROM account_deletions WHERE user_id = ${userId}) AS "dueAt",
      EXISTS (SELECT 1 FROM second_factors WHERE user_id = ${userId} AND confirmed_at IS NOT NULL) AS "hasFactor"`
  return started
}
