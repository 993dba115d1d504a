import type pg from 'pg'

export interface Column {
  table: string
  column: string
  type: string
  notNull: boolean
  hasDefault: boolean
}

/** What refuses a write, or what a write counts on: a key, a check, a reference, a trigger. */
export interface Guard {
  table: string
  kind: 'unique' | 'check' | 'reference' | 'exclusion' | 'trigger'
  definition: string
  /** Empty for a trigger, which may look at all of them. */
  columns: string[]
}

/** A database as the statements of a release meet it. */
export interface Catalog {
  columns: Column[]
  guards: Guard[]
  labels: { type: string; label: string }[]
}

const inSchema = `relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'`

const columnsSql = `
  SELECT relname AS table, attname AS column, format_type(atttypid, atttypmod) AS type, attnotnull AS "notNull",
         (atthasdef OR attidentity <> '') AS "hasDefault"
    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
   WHERE ${inSchema} AND relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped`

const namesOf = (table: string, keys: string) =>
  `ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = ${table} AND attnum = ANY (${keys}) ORDER BY attnum)`

const guardsSql = `
  SELECT relname AS table, CASE contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'reference' ELSE 'exclusion' END AS kind,
         pg_get_constraintdef(con.oid) AS definition, ${namesOf('conrelid', 'conkey')} AS columns
    FROM pg_constraint con JOIN pg_class c ON c.oid = conrelid WHERE ${inSchema} AND contype IN ('c', 'f', 'x')
  UNION ALL
  SELECT relname, 'unique', regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', ''),
         ${namesOf('i.indrelid', 'i.indkey::int2[]')}
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE ${inSchema} AND indisunique
  UNION ALL
  SELECT relname, 'trigger', pg_get_triggerdef(t.oid), '{}' FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
   WHERE ${inSchema} AND NOT tgisinternal`

const labelsSql = `SELECT typname AS type, enumlabel AS label FROM pg_enum JOIN pg_type t ON t.oid = enumtypid`

export async function readCatalog(client: pg.ClientBase): Promise<Catalog> {
  const ask = async <Row extends pg.QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows
  return {
    columns: await ask<Column>(columnsSql),
    guards: await ask<Guard>(guardsSql),
    labels: await ask<Catalog['labels'][number]>(labelsSql),
  }
}
