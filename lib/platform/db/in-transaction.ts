import type pg from 'pg'
import { getPool } from './pool'

/**
 * Runs `work` in a transaction on a connection of its own, without Prisma, whose transactions take twice as long. Commits
 * once it resolves; when it rejects nothing of it happens.
 */
export async function inTransaction<T>(
  work: (client: pg.PoolClient) => Promise<T>,
  isolation: 'READ COMMITTED' | 'REPEATABLE READ' = 'READ COMMITTED',
): Promise<T> {
  const client = await getPool().connect()
  let failed = true
  try {
    await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
    const result = await work(client)
    await client.query('COMMIT')
    failed = false
    return result
  } finally {
    // A connection whose transaction did not end is closed, which undoes it.
    client.release(failed)
  }
}
