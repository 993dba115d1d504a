import { minuteMs, type Now } from '@/lib/core/time'
import { type Check, type Component, type Finding, found } from '../check'
import { often } from './timing'

interface DatabaseDeps {
  pool: {
    query(sql: string): Promise<{ rows: Record<string, unknown>[] }>
    readonly totalCount: number
    readonly idleCount: number
    readonly waitingCount: number
    readonly options: { max: number }
  }
  /** Names of the migrations that this version comes with. */
  listMigrations(): Promise<readonly string[]>
  /** Whether its files lie on a disk that we watch. */
  isEmbedded: boolean
  now?: Now
}

const longTransactionSeconds = 300
const migrationsEveryMs = minuteMs

/** Cheap: it reads shared memory, and only of our own database. */
const sql = `
  SELECT coalesce(extract(epoch FROM max(clock_timestamp() - xact_start)), 0)::float8 AS oldest
  FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`

const appliedSql = `
  SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`

const component = (isEmbedded: boolean): Component => ({
  id: 'database',
  name: 'Database',
  essential: true,
  needs: [],
  uses: isEmbedded ? ['disk'] : [],
})

/** A round trip through the pool that everybody uses; then its oldest transaction, the pool, and pending migrations. */
export function createDatabaseCheck({ pool, listMigrations, isEmbedded, now = Date.now }: DatabaseDeps): Check {
  let pending = { count: 0, atMs: Number.NEGATIVE_INFINITY }

  async function countPending(): Promise<number> {
    if (now() - pending.atMs < migrationsEveryMs && pending.count === 0) return 0
    const [{ rows }, known] = await Promise.all([pool.query(appliedSql), listMigrations()])
    const applied = new Set(rows.map(({ name }) => name))
    pending = { count: known.filter((name) => !applied.has(name)).length, atMs: now() }
    return pending.count
  }

  return {
    component: component(isEmbedded),
    ...often,
    async probe() {
      const isFull = pool.waitingCount > 0 && pool.idleCount === 0 && pool.totalCount >= pool.options.max
      const waiting = pool.waitingCount
      const { rows } = await pool.query(sql)
      const oldestSeconds = Number(rows[0]?.oldest ?? 0)
      return judge({ isFull, waiting, oldestSeconds, pending: await countPending() })
    },
  }
}

interface Facts {
  isFull: boolean
  waiting: number
  oldestSeconds: number
  pending: number
}

function judge({ isFull, waiting, oldestSeconds, pending }: Facts): Finding {
  const detail = `${waiting} waiting for a connection, oldest transaction ${Math.round(oldestSeconds)} s, ${pending} migrations pending`
  if (pending > 0) return found('degraded', 'Database has not had all its updates.', detail)
  if (isFull) return found('degraded', 'Database has more to do than it can; requests wait.', detail)
  if (oldestSeconds > longTransactionSeconds)
    return found('degraded', 'Database is kept from tidying up by a long transaction.', detail)
  return found('up', null, detail)
}
