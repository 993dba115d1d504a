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

type Transaction = Prisma.TransactionClient

interface Changed<R> {
  value: Prisma.InputJsonValue
  changedById: UserId | null
  result: R
  /** What else belongs to it, last. */
  also: () => Promise<void>
}

/** Makes a new value of the old one; of two at once the second sees what the first has made. */
export async function changeSetting<T, R>(
  name: string,
  schema: z.ZodType<T>,
  change: (tx: Transaction, before: T | null) => Promise<Changed<R>>,
): Promise<R> {
  return await getDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`setting ${name}`}))`
    const row = await tx.setting.findUnique({ where: { name } })
    const before = schema.safeParse(row?.value)
    const { value, changedById, result, also } = await change(tx, before.success ? before.data : null)
    const data = { value, changedById, changedAt: new Date() }
    await tx.setting.upsert({ where: { name }, create: { name, ...data }, update: data })
    await also()
    return result
  })
}
