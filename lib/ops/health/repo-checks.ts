import type { UserId } from '@/lib/core/ids'
import type { Check, Prisma } from '@/lib/platform/db/generated/client'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'

export const listChecks = (): Promise<Check[]> =>
  getDb().check.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })

export const findCheck = (id: string): Promise<Check | null> => getDb().check.findUnique({ where: { id } })

export const countChecks = (): Promise<number> => getDb().check.count()

export const insertCheck = (data: Prisma.CheckUncheckedCreateInput & { createdById: UserId }): Promise<Check> =>
  getDb().check.create({ data })

export async function updateCheck(id: string, data: Prisma.CheckUncheckedUpdateInput): Promise<Check | null> {
  const rows = await getDb().check.updateManyAndReturn({ where: { id }, data })
  return rows[0] ?? null
}

export async function deleteCheck(id: string): Promise<boolean> {
  return (await getDb().check.deleteMany({ where: { id } })).count > 0
}

/** False when there is no such check. By the clock of the database, which is the same for all processes. */
export async function noteBeat(tokenHash: string): Promise<boolean> {
  const { rowCount } = await getPool().query(
    "UPDATE checks SET last_beat_at = clock_timestamp() WHERE token_hash = $1 AND kind = 'push'",
    [tokenHash],
  )
  return rowCount === 1
}

export async function readBeat(id: string): Promise<{ ageMs: number | null; expectedForMs: number } | null> {
  const { rows } = await getPool().query<{ ageMs: number | null; expectedForMs: number }>(
    `SELECT extract(epoch FROM clock_timestamp() - last_beat_at)::float8 * 1000 AS "ageMs",
       extract(epoch FROM clock_timestamp() - created_at)::float8 * 1000 AS "expectedForMs"
     FROM checks WHERE id = $1`,
    [id],
  )
  return rows[0] ?? null
}
