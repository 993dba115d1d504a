import type { Prisma } from '@/lib/platform/db/generated/client'
import { getDb } from '@/lib/platform/db/prisma'

const include = { author: { select: { name: true } } }

/** Those to come and at work, then the latest that are over. */
export const listSilences = (limit: number) =>
  getDb().silence.findMany({ orderBy: [{ endsAt: 'desc' }, { id: 'asc' }], include, take: limit })

export const countOpen = (now: Date): Promise<number> => getDb().silence.count({ where: { endsAt: { gt: now } } })

export const createSilence = (data: Prisma.SilenceUncheckedCreateInput) => getDb().silence.create({ data, include })

/** Null when there is none that is not over. */
export async function endSilence(id: string, now: Date) {
  const { count } = await getDb().silence.updateMany({ where: { id, endsAt: { gt: now } }, data: { endsAt: now } })
  return count === 0 ? null : getDb().silence.findUnique({ where: { id }, include })
}
