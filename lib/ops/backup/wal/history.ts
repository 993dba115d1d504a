import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type Lsn, parseLsn } from './lsn'

/**
 * The log of one server without a gap is a history, and has the name of the replication slot that keeps PostgreSQL from
 * removing what is not archived yet. Base copies do not have slots, so a restored server begins a history of its own.
 */
export interface History {
  id: string
  /** Everything from here on is still in `pg_wal`. */
  keptFrom: Lsn
}

const prefix = 'autograph_wal_'

const slotsSql = `
  SELECT slot_name AS id, restart_lsn AS "keptFrom" FROM pg_replication_slots
   WHERE starts_with(slot_name, '${prefix}') AND slot_type = 'physical'`
/** `lost`: PostgreSQL gave up keeping the log for us, rather than let it fill the disk. */
const usable = ` AND wal_status <> 'lost' AND restart_lsn IS NOT NULL`

type Database = Pick<pg.Pool, 'query'>

export async function findHistory(database: Database): Promise<History | null> {
  const { rows } = await database.query<{ id: string; keptFrom: string }>(slotsSql + usable)
  const [found] = rows
  return found ? { id: found.id, keptFrom: parseLsn(found.keptFrom) } : null
}

export async function beginHistory(database: Database): Promise<History> {
  await endHistories(database)
  const id = prefix + randomBytes(6).toString('hex')
  await database.query('SELECT pg_create_physical_replication_slot($1, true)', [id])
  const begun = await findHistory(database)
  if (!begun) throw new Error('PostgreSQL made a replication slot and does not have it')
  return begun
}

/** Nothing is kept for the archive any longer. */
export async function endHistories(database: Database): Promise<void> {
  const { rows } = await database.query<{ id: string }>(slotsSql)
  for (const { id } of rows) await database.query('SELECT pg_drop_replication_slot($1)', [id])
}
