import { expect, it } from 'vitest'
import { useDatabase } from '@/lib/testing/database'
import { getPool } from './pool'
import { getDb } from './prisma'

useDatabase()

it('a transaction waits for a connection as long as a statement does', async () => {
  const held = await Promise.all(Array.from({ length: getPool().options.max }, () => getPool().connect()))
  const release = () => {
    for (const client of held.splice(0)) client.release()
  }
  // Longer than Prisma would wait by itself.
  const timer = setTimeout(release, 2_500)
  try {
    await expect(getDb().$transaction(async (tx) => tx.user.count())).resolves.toBe(0)
  } finally {
    clearTimeout(timer)
    release()
  }
})
