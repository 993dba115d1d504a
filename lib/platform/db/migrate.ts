import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

/** The key Prisma's own migrate command locks, so that the two exclude each other. */
const advisoryLock = 72_707_369

/** Another process may be in the middle of a long migration; beyond this something is stuck. */
const lockTimeoutMs = 300_000

/** The table as Prisma creates it. */
const createHistory = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`

export interface Migration {
  name: string
  sql: string
  /** SHA-256 of the file in hex, as Prisma records it. */
  checksum: string
}

/** What stops a migration, in a sentence for the person who operates the instance. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/** The migrations of a folder laid out as Prisma does, oldest first. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const file = await readFile(join(folder, name, 'migration.sql'))
      return { name, sql: file.toString('utf8'), checksum: createHash('sha256').update(file).digest('hex') }
    }),
  )
}

/** The oldest state of the database whose release may run beside this one, of the file next to the folder of migrations. */
export async function readUsableFrom(folder: string): Promise<string> {
  const file = JSON.parse(await readFile(join(folder, '..', 'upgrade.json'), 'utf8'))
  return String(file.previousRelease.lastMigration)
}

/**
 * Brings a database up to date and returns the names of what it applied. Each migration is one transaction together with
 * its entry in Prisma's history, so a failed one leaves nothing behind; an advisory lock lets several processes start at
 * once. Throws `MigrationError` when a migration fails, was changed after it was applied, or is unknown to this version.
 */
export async function migrate({
  url,
  migrations,
  usableFrom,
}: {
  url: string
  migrations: Migration[]
  /** The newest migration of the oldest release whose processes may run beside this one; see decision 41. */
  usableFrom?: string
}): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // A connection that breaks fails the query in flight; without a listener it would end the process as well.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`SET lock_timeout = ${lockTimeoutMs}`)
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    await client.query('SET lock_timeout = 0')
    await client.query(createHistory)
    const history = await readHistory(client)
    const pending = computePending(migrations, history, await findUsableFrom(client))
    for (const migration of pending) await apply(client, migration)
    const isNewest = history.every(({ name }) => migrations.some((migration) => migration.name === name))
    if (usableFrom && isNewest) await client.query(noteUsableFrom, [usableFromSetting, JSON.stringify(usableFrom)])
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

export interface AppliedMigration {
  name: string
  checksum: string
  finished: boolean
}

const usableFromSetting = 'database.usable-from'

const noteUsableFrom = `
  INSERT INTO settings (name, value) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = now() WHERE settings.value <> excluded.value`

/** What the newest release has said of older ones; null while there is no such table or word. */
async function findUsableFrom(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ exists: boolean }>("SELECT to_regclass('settings') IS NOT NULL AS exists")
  if (!rows[0]?.exists) return null
  const sql = "SELECT value #>> '{}' AS value FROM settings WHERE name = $1"
  return (await client.query<{ value: string }>(sql, [usableFromSetting])).rows[0]?.value ?? null
}

/**
 * The migrations still to apply; throws when the history and the folder contradict each other. Migrations of a newer release
 * are no contradiction for one that may run beside it: whoever has all up to `usableFrom`.
 */
export function computePending(
  migrations: Migration[],
  history: AppliedMigration[],
  usableFrom: string | null = null,
): Migration[] {
  const newest = migrations.at(-1)?.name ?? ''
  const mayRunBesideNewer = usableFrom !== null && newest >= usableFrom
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const applied of history) {
    const migration = known.get(applied.name)
    if (!applied.finished) {
      throw new MigrationError(
        `Migration ${applied.name} was started by another tool and did not finish; repair the database or restore a backup.`,
      )
    }
    if (!migration && mayRunBesideNewer && applied.name > newest) continue
    if (!migration) {
      throw new MigrationError(
        `The database has migration ${applied.name}, which this version of AutoGraph does not know; start the newer version that made it.`,
      )
    }
    if (migration.checksum !== applied.checksum) {
      throw new MigrationError(
        `Migration ${applied.name} was changed after it had been applied; restore the original prisma/migrations/${applied.name}/migration.sql.`,
      )
    }
  }
  const done = new Set(history.map(({ name }) => name))
  return migrations.filter(({ name }) => !done.has(name))
}

async function readHistory(client: pg.Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
  return rows
}

/** Applies and records one migration in the transaction that is open. */
export async function applyWithin(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date()
  await client.query(createHistory)
  await client.query(sql)
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
    [randomUUID(), checksum, name, startedAt],
  )
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await applyWithin(client, migration)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    const reason = error instanceof Error ? error.message : String(error)
    throw new MigrationError(
      `Migration ${migration.name} failed and was rolled back; the database is as it was. ${reason}`,
      {
        cause: error,
      },
    )
  }
}
