import { expect, it } from 'vitest'
import { useDatabase } from '@/lib/testing/database'
import { getPool } from './pool'
import { getDb } from './prisma'

useDatabase()

it('a transaction waits for a connection as long as a statement does', async () => {
  const held = await Promise.all(Array.from({ length: getPool().options.max }, () => getPool().connect()))
  const begun = getDb().$transaction(async (tx) => tx.user.count())
  // Longer than Prisma would wait by itself.
  const timer = setTimeout(() => {
    for (const client of held) client.release()
  }, 2_500)
  await expect(begun).resolves.toBe(0)
  clearTimeout(timer)
})
