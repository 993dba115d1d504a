import type { z } from 'zod'
import type { UserId } from '@/lib/core/ids'
import type { Prisma } from '../db/generated/client'
import { getDb } from '../db/prisma'

/** What was chosen at run time, or null: never chosen, or no longer understood. */
export async function findSetting<T>(name: string, schema: z.ZodType<T>): Promise<T | null> {
  const row = await getDb().setting.findUnique({ where: { name } })
  const parsed = schema.safeParse(row?.value)
  return parsed.success ? parsed.data : null
}

/** Keeps it for all processes, which have to be told. */
export async function storeSetting(
  name: string,
  { value, changedById }: { value: Prisma.InputJsonValue; changedById: UserId | null },
): Promise<void> {
  const data = { value, changedById, changedAt: new Date() }
  await getDb().setting.upsert({ where: { name }, create: { name, ...data }, update: data })
}
