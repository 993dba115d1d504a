import type pg from 'pg'
import { BackupError } from './backup-error'
import type { SequenceDump } from './manifest'

/** Its rows are the schema version, which is restored by migrating. */
const history = '_prisma_migrations'

export interface TableShape {
  name: string
  /** Those that are not computed from others. */
  columns: string[]
  key: { name: string; type: string }[]
}

const tablesSql = `
  SELECT c.relname AS name,
         (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
         coalesce((SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
                          ORDER BY k.place)
           FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k(attnum, place), pg_attribute a
          WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum), '[]') AS key
    FROM pg_class c
   WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '${history}'
     AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
   ORDER BY c.relname`

/** Every table of the instance, from the database itself: one that is new cannot be forgotten. */
export async function listTables(client: pg.Client): Promise<TableShape[]> {
  return (await client.query<TableShape>(tablesSql)).rows
}

export async function listSequences(client: pg.Client): Promise<SequenceDump[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  )
  const found: SequenceDump[] = []
  for (const { name } of rows) {
    const sql = `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${client.escapeIdentifier(name)}`
    const { rows: values } = await client.query<{ value: string; isCalled: boolean }>(sql)
    found.push(...values.map((value) => ({ name, ...value })))
  }
  return found
}

/** Throws `BackupError` where AutoGraph has never run. */
export async function listAppliedMigrations(client: pg.Client): Promise<{ name: string; checksum: string }[]> {
  const { rows: found } = await client.query<{ is: boolean }>(`SELECT to_regclass('${history}') IS NOT NULL AS is`)
  if (!found[0]?.is) throw new BackupError('There is nothing to back up: AutoGraph has never run on this database.')
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM ${history}
      WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY started_at, migration_name`,
  )
  return rows
}
