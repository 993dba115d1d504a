import type pg from 'pg'
import { secondMs } from '@/lib/core/time'
import { getEnv } from '../env/env'
import { getLog } from '../log/log'
import { forget, remember } from '../remember'
import { WatchedPool } from './watched-pool'

const leastStatementSeconds = 30
/** Whoever asks waits no longer for a connection. */
export const connectWithinMs = 5 * secondMs
/** PostgreSQL ends a statement itself; whoever has not heard of that so much later is cut off from it. */
const lateMs = 5 * secondMs

/** The one pool of this process: `DATABASE_POOL_SIZE` connections are kept, up to `…_OVERFLOW` more open under load. */
export function getPool(): pg.Pool {
  return remember('db.pool', () => {
    const env = getEnv()
    // Nobody waits for an answer any longer; writing a large document may take its time.
    const statementMs = Math.max(leastStatementSeconds, env.REQUEST_TIMEOUT_SECONDS) * secondMs
    const pool = new WatchedPool({
      connectionString: env.DATABASE_URL,
      min: env.DATABASE_POOL_SIZE,
      max: env.DATABASE_POOL_SIZE + env.DATABASE_POOL_OVERFLOW,
      connectionTimeoutMillis: connectWithinMs,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      statement_timeout: statementMs,
      query_timeout: statementMs + lateMs,
    })
    pool.on('error', (error) => getLog('db').warn({ err: error }, 'an idle database connection was lost'))
    return pool
  })
}

export async function closePool(): Promise<void> {
  const pool = getPool()
  forget('db.pool')
  forget('db.prisma')
  await pool.end()
}
