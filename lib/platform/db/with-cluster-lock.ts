import { getPool } from './pool'

/**
 * Runs `work` unless another process on this database is running work of the same name; false when one is. The lock goes
 * with the connection, so a process that dies holds up nobody.
 */
export async function withClusterLock(name: string, work: () => Promise<void>): Promise<boolean> {
  const client = await getPool().connect()
  let failed = true
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock(hashtext($1)) AS locked', [
      `autograph.${name}`,
    ])
    if (rows[0]?.locked) {
      await work()
      await client.query('SELECT pg_advisory_unlock(hashtext($1))', [`autograph.${name}`])
    }
    failed = false
    return rows[0]?.locked ?? false
  } finally {
    // A connection that did not give the lock back is closed, which does.
    client.release(failed)
  }
}
