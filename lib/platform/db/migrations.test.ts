import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { createDatabase, dropDatabase } from '@/lib/testing/database'
import { runSql } from '@/lib/testing/run-sql'
import { migrate, readMigrations } from './migrate'

/** Everything that makes two databases the same to their users, without the order in which it was made. */
const catalog = `
  SELECT 'column' AS kind, concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
           a.attgenerated, pg_get_expr(d.adbin, d.adrelid)) AS what
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'index', pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'constraint', concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'enum', concat_ws(' ', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder))
    FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY t.typname
  UNION ALL SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  ORDER BY 1, 2`

const listCatalog = async (url: string) =>
  (await runSql<{ kind: string; what: string }>(url, catalog))
    .map(({ kind, what }) => `${kind}: ${what}`)
    .filter((line) => !line.includes('_prisma_migrations'))

it('a migrated database is the one that the schema describes', async () => {
  const [migrated, created] = [await createDatabase(), await createDatabase()]
  await migrate({ url: migrated, migrations: await readMigrations('prisma/migrations') })
  const { stdout: sql } = await promisify(execFile)(
    process.execPath,
    ['scripts/diff-schema.mjs', 'prisma/schema.prisma'],
    { env: { ...process.env, DATABASE_URL: created } },
  )
  // Prisma's schema does not name extensions; a migration that brings one names it here as well.
  await runSql(created, `CREATE EXTENSION pg_trgm; ${sql}`)
  const [found, described] = [await listCatalog(migrated), await listCatalog(created)]
  // Prisma's schema does not know triggers; a migration that brings one names it here as well.
  expect(found.filter((line) => line.startsWith('trigger: ')).map((line) => line.split(' ')[3])).toEqual([
    'audit_events_append_only',
    'audit_events_no_truncate',
    'audit_head_moves_on',
    'audit_head_no_truncate',
  ])
  expect(found.filter((line) => !line.startsWith('trigger: '))).toEqual(described)
  await Promise.all([dropDatabase(migrated), dropDatabase(created)])
})
