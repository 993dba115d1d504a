import { newId, type SessionId, type UserId } from '@/lib/core/ids'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'

export interface KeyRow {
  kid: string
  publicKey: unknown
  sealedPrivate: string
  createdAtMs: number
}

const listSql = `SELECT id AS kid, public_key AS "publicKey", sealed_private AS "sealedPrivate",
    extract(epoch FROM created_at)::float8 * 1000 AS "createdAtMs" FROM signing_keys ORDER BY created_at DESC LIMIT 10`

export async function listKeys(): Promise<KeyRow[]> {
  return (await getPool().query<KeyRow>(listSql)).rows
}

/** Held while a key is made, so that processes that start together make one. */
const signingLock = 4_021_978

interface NewKey {
  publicKey: object
  sealedPrivate: string
}

/** Makes a key unless somebody else has just done so, and clears away what is long over. */
export async function insertKeyUnless(isThere: (keys: KeyRow[]) => boolean, makeKey: () => Promise<NewKey>) {
  await getDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${signingLock})`
    if (isThere(await tx.$queryRawUnsafe<KeyRow[]>(listSql))) return
    const { publicKey, sealedPrivate } = await makeKey()
    await tx.$executeRaw`DELETE FROM signing_keys WHERE created_at < now() - interval '90 days'`
    await tx.signingKey.create({ data: { id: newId(), publicKey: { ...publicKey }, sealedPrivate } })
  })
}

export async function insertRefreshToken(sessionId: SessionId, tokenHash: string): Promise<void> {
  await getDb().refreshToken.create({ data: { tokenHash, sessionId } })
}

/** Its session, for the first who uses it; null for any other. */
export async function spendRefreshToken(tokenHash: string): Promise<SessionId | null> {
  const { rows } = await getPool().query<{ sessionId: SessionId }>(
    `UPDATE refresh_tokens SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL RETURNING session_id AS "sessionId"`,
    [tokenHash],
  )
  return rows[0]?.sessionId ?? null
}

interface EndedFamily {
  sessionId: SessionId
  userId: UserId
}

/** The session of a token that was used before; revoked here and now, and null when it was over already. */
export async function revokeFamily(tokenHash: string): Promise<EndedFamily | null> {
  const { rows } = await getPool().query<EndedFamily>(
    `UPDATE sessions SET revoked_at = now() WHERE revoked_at IS NULL AND id =
       (SELECT session_id FROM refresh_tokens WHERE token_hash = $1 AND used_at IS NOT NULL)
     RETURNING id AS "sessionId", user_id AS "userId"`,
    [tokenHash],
  )
  return rows[0] ?? null
}
