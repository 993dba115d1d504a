import type { UserId } from '@/lib/core/ids'
import { getDb } from '@/lib/platform/db/prisma'
import type { RuleFields } from './alert-rule'

export const listStored = () => getDb().alertRule.findMany({ orderBy: { id: 'asc' } })

export async function storeRule(id: string, { rule, changedById }: { rule: RuleFields; changedById: UserId }) {
  const data = { rule, changedById, changedAt: new Date() }
  await getDb().alertRule.upsert({ where: { id }, create: { id, ...data }, update: data })
}

/** False when there was nothing. */
export async function forgetRule(id: string): Promise<boolean> {
  return (await getDb().alertRule.deleteMany({ where: { id } })).count > 0
}
