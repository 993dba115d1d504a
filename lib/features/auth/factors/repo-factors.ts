import type { SessionId, UserId } from '@/lib/core/ids'
import { type AuditEvent, recordAudit } from '@/lib/platform/audit/record-audit'
import { getDb } from '@/lib/platform/db/prisma'

export const findFactor = (userId: UserId) => getDb().secondFactor.findUnique({ where: { userId } })

/** Replaces one that was begun and not confirmed. False when there is one in force. */
export async function beginFactor(userId: UserId, sealedSecret: string): Promise<boolean> {
  const written = await getDb().$executeRaw`
    INSERT INTO second_factors AS f (user_id, sealed_secret, last_step, created_at) VALUES (${userId}, ${sealedSecret}, 0, now())
    ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, created_at = now()
    WHERE f.confirmed_at IS NULL`
  return written > 0
}

/** False when that code, or a later one, was used before: each works once. */
export async function takeStep(userId: UserId, step: number): Promise<boolean> {
  const { count } = await getDb().secondFactor.updateMany({
    where: { userId, confirmedAt: { not: null }, lastStep: { lt: step } },
    data: { lastStep: step },
  })
  return count > 0
}

export async function takeBackupCode(userId: UserId, hash: string): Promise<boolean> {
  const { count } = await getDb().backupCode.updateMany({
    where: { userId, hash, usedAt: null },
    data: { usedAt: new Date() },
  })
  return count > 0
}

export const countBackupCodes = (userId: UserId): Promise<number> =>
  getDb().backupCode.count({ where: { userId, usedAt: null } })

interface Confirmed {
  sealedSecret: string
  step: number
  hashes: string[]
  /** The session that stays. */
  keep: SessionId
  event: AuditEvent
}

/** Puts a factor in force and ends the other sessions, which it says; null when it is not the one that was begun. */
export async function confirmFactor(userId: UserId, confirmed: Confirmed): Promise<SessionId[] | null> {
  const { sealedSecret, step, hashes, keep, event } = confirmed
  return await getDb().$transaction(async (tx) => {
    const { count } = await tx.secondFactor.updateMany({
      where: { userId, sealedSecret, confirmedAt: null },
      data: { confirmedAt: new Date(), lastStep: step },
    })
    if (count === 0) return null
    await tx.backupCode.deleteMany({ where: { userId } })
    await tx.backupCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) })
    const ended = await tx.session.updateManyAndReturn({
      where: { userId, revokedAt: null, id: { not: keep } },
      data: { revokedAt: new Date() },
      select: { id: true },
    })
    await recordAudit(tx, event)
    return ended.map(({ id }) => id as SessionId)
  })
}

/** False when there is no factor in force. */
export async function replaceBackupCodes(userId: UserId, hashes: string[], event: AuditEvent): Promise<boolean> {
  return await getDb().$transaction(async (tx) => {
    if (!(await tx.secondFactor.findFirst({ where: { userId, confirmedAt: { not: null } } }))) return false
    await tx.backupCode.deleteMany({ where: { userId } })
    await tx.backupCode.createMany({ data: hashes.map((hash) => ({ userId, hash })) })
    await recordAudit(tx, event)
    return true
  })
}

/** False when there was none. */
export async function removeFactor(userId: UserId, event: AuditEvent): Promise<boolean> {
  return await getDb().$transaction(async (tx) => {
    const { count } = await tx.secondFactor.deleteMany({ where: { userId } })
    if (count === 0) return false
    await tx.backupCode.deleteMany({ where: { userId } })
    await recordAudit(tx, event)
    return true
  })
}
