import type pg from 'pg'
import { applyWithin, type Migration } from '@/lib/platform/db/migrate'
import { BackupError } from './backup-error'
import type { Manifest } from './manifest'

/** Our own things in the schema, not those that an extension brought. */
const ownSql = `
  SELECT format('DROP %s IF EXISTS %s CASCADE',
                CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
                oid::regclass) AS sql, 1 AS step
    FROM pg_class c WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND relnamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  UNION ALL
  SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure), 2
    FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype), 3
    FROM pg_type t WHERE typtype IN ('e', 'd') AND typnamespace = 'public'::regnamespace
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
  ORDER BY step`

/** Leaves the schema as in a new database. */
export async function clearSchema(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(ownSql)
  await client.query('SET LOCAL client_min_messages = warning')
  for (const { sql } of rows) await client.query(sql)
}

/** The migrations of a backup, and those that have come since; throws `BackupError` when this version does not have them. */
export function splitMigrations(
  { id, migrations: applied, appVersion }: Pick<Manifest, 'id' | 'migrations' | 'appVersion'>,
  known: readonly Migration[],
): { before: Migration[]; since: Migration[] } {
  for (const { name, checksum } of applied) {
    const migration = known.find((candidate) => candidate.name === name)
    if (!migration) {
      throw new BackupError(
        `Backup ${id} has migration ${name}, which this version of AutoGraph does not know; restore it with AutoGraph ${appVersion} or newer.`,
      )
    }
    if (migration.checksum !== checksum)
      throw new BackupError(`Migration ${name} is not the one that backup ${id} has.`)
  }
  const names = new Set(applied.map(({ name }) => name))
  return { before: known.filter(({ name }) => names.has(name)), since: known.filter(({ name }) => !names.has(name)) }
}

export async function applyMigrations(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  for (const migration of migrations) await applyWithin(client, migration)
}
