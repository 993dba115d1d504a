import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, dropDatabase } from '@/lib/testing/database'
import { runSql } from '@/lib/testing/run-sql'
import { type Migration, MigrationError, migrate, readMigrations } from './migrate'

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
})
const first = migration('1_first', 'CREATE TABLE a (id int); INSERT INTO a VALUES (1);')
const second = migration('2_second', 'CREATE TABLE b (id int);')

let url: string
beforeEach(async () => {
  url = await createDatabase()
})
afterEach(() => dropDatabase(url))

const tables = async () => {
  const rows = await runSql<{ name: string }>(
    url,
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  )
  return rows.map(({ name }) => name)
}

describe('migrate', () => {
  it('applies each migration once, in order', async () => {
    expect(await migrate({ url, migrations: [first] })).toEqual(['1_first'])
    expect(await migrate({ url, migrations: [first, second] })).toEqual(['2_second'])
    expect(await migrate({ url, migrations: [first, second] })).toEqual([])
    expect(await runSql(url, 'SELECT * FROM a')).toEqual([{ id: 1 }])
    expect(await tables()).toEqual(['_prisma_migrations', 'a', 'b'])
  })

  it('records what Prisma would', async () => {
    await migrate({ url, migrations: [first] })
    const rows = await runSql(
      url,
      `SELECT migration_name, checksum, logs, rolled_back_at, applied_steps_count, length(id) AS id_length,
         finished_at >= started_at AS finished FROM _prisma_migrations`,
    )
    expect(rows).toEqual([
      {
        migration_name: '1_first',
        checksum: createHash('sha256').update(first.sql).digest('hex'),
        logs: null,
        rolled_back_at: null,
        applied_steps_count: 1,
        id_length: 36,
        finished: true,
      },
    ])
  })

  it('lets many processes start at once', async () => {
    const results = await Promise.all(Array.from({ length: 6 }, () => migrate({ url, migrations: [first, second] })))
    expect(results.filter((applied) => applied.length > 0)).toEqual([['1_first', '2_second']])
  })

  it('leaves nothing of a failed migration, keeps those before it, and can be repeated', async () => {
    const broken = migration('2_broken', 'CREATE TABLE b (id int); SELECT * FROM nowhere;')
    await expect(migrate({ url, migrations: [first, broken] })).rejects.toThrow(
      /^Migration 2_broken failed and was rolled back.*relation "nowhere" does not exist/,
    )
    expect(await tables()).toEqual(['_prisma_migrations', 'a'])
    expect(await migrate({ url, migrations: [first, second] })).toEqual(['2_second'])
  })

  it.each([
    ['was changed after it was applied', [migration('1_first', 'SELECT 1')], /1_first was changed after/],
    ['is from a newer version', [], /1_first, which this version of AutoGraph does not know/],
  ])('refuses a database whose migration %s', async (_, migrations, reason) => {
    await migrate({ url, migrations: [first] })
    const refused = migrate({ url, migrations: [...migrations, second] })
    await expect(refused).rejects.toThrow(MigrationError)
    await expect(refused).rejects.toThrow(reason)
    expect(await tables()).toEqual(['_prisma_migrations', 'a'])
  })

  it('refuses a database that another tool left half migrated, and accepts it once that is marked as rolled back', async () => {
    await migrate({ url, migrations: [first] })
    await runSql(url, `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '2_second')`)
    await expect(migrate({ url, migrations: [first, second] })).rejects.toThrow(/2_second was started by another tool/)
    await runSql(url, `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'x'`)
    expect(await migrate({ url, migrations: [first, second] })).toEqual(['2_second'])
  })
})

describe('readMigrations', () => {
  it('reads the folder of this repository, oldest first', async () => {
    const migrations = await readMigrations('prisma/migrations')
    const names = migrations.map(({ name }) => name)
    expect(names).toEqual(names.toSorted())
    expect(names.length).toBeGreaterThan(0)
  })
})
