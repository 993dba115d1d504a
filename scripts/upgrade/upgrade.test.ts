import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computePending, MigrationError, migrate, readMigrations } from '@/lib/platform/db/migrate'
import { createDatabase, dropDatabase } from '@/lib/testing/database'
import { type Catalog, readCatalog } from './catalog'
import { findIncompatibilities } from './find-incompatibilities'

const { previousRelease, retired }: { previousRelease: { lastMigration: string }; retired: string[] } = JSON.parse(
  await readFile('prisma/upgrade.json', 'utf8'),
)
const all = await readMigrations('prisma/migrations')
const ofPrevious = all.filter(({ name }) => name <= previousRelease.lastMigration)

let url = ''
let client: pg.Client
let before: Catalog
beforeAll(async () => {
  url = await createDatabase()
  await migrate({ url, migrations: ofPrevious })
  client = new pg.Client({ connectionString: url })
  await client.connect()
  before = await readCatalog(client)
})
afterAll(async () => {
  await client.end()
  await dropDatabase(url)
})

describe('a change that the previous release could not live with is found', () => {
  it.each([
    ['ALTER TABLE diagrams DROP COLUMN note', 'diagrams.note is gone'],
    ['ALTER TABLE diagrams RENAME COLUMN note TO words', 'diagrams.note is gone'],
    ['DROP TABLE diagram_previews', 'diagram_previews.svg is gone'],
    ['ALTER TABLE diagrams ALTER COLUMN size_bytes TYPE bigint', 'diagrams.size_bytes was integer and is bigint'],
    ['ALTER TABLE sessions ALTER COLUMN revoked_at SET NOT NULL', 'sessions.revoked_at may no longer be null'],
    ['ALTER TABLE diagrams ALTER COLUMN note DROP DEFAULT', 'diagrams.note has lost its default'],
    ['ALTER TABLE users ADD COLUMN colour text NOT NULL', 'users.colour is new and cannot be left out'],
    [
      'ALTER TABLE users ADD CHECK (length(name) > 2)',
      'users: check CHECK ((length(name) > 2)) is new and may refuse what is written',
    ],
    ['CREATE UNIQUE INDEX ON users (name)', 'users: unique btree (name) is new and may refuse what is written'],
    [
      'ALTER TABLE diagram_records DROP CONSTRAINT diagram_records_pkey',
      'diagram_records: unique btree (diagram_id, record_id) is gone, and ON CONFLICT counts on it',
    ],
    ["ALTER TYPE user_role RENAME VALUE 'viewer' TO 'reader'", 'user_role has lost viewer'],
  ])('%s', async (sql, fault) => {
    await client.query('BEGIN')
    await client.query(sql)
    const after = await readCatalog(client)
    await client.query('ROLLBACK')
    expect(findIncompatibilities(before, after)).toContain(fault)
  })

  it('and one that it does not notice is not', async () => {
    await client.query('BEGIN')
    await client.query(`
      CREATE TABLE colours (id text PRIMARY KEY, user_id text NOT NULL REFERENCES users, UNIQUE (user_id));
      ALTER TABLE users ADD COLUMN colour text UNIQUE REFERENCES colours, ADD COLUMN shade integer NOT NULL DEFAULT 0 CHECK (shade < 9);
      ALTER TYPE user_role ADD VALUE 'guest';
      CREATE INDEX ON users (name);
      ALTER TABLE diagrams DROP COLUMN note`)
    const after = await readCatalog(client)
    await client.query('ROLLBACK')
    expect(findIncompatibilities(before, after, ['diagrams.note'])).toEqual([])
  })
})

it('processes of the previous release go on beside this one: no migration since takes anything from them', async () => {
  expect(all.map(({ name }) => name)).toContain(previousRelease.lastMigration)
  await client.query(
    `INSERT INTO users (id, email, name, password_hash, updated_at) VALUES ('ann', 'ann@example.org', 'Ann', '-', now());
     INSERT INTO diagrams (id, title, owner_id, updated_at) VALUES ('d', 'Old', 'ann', now())`,
  )
  const read = async () => [
    (await client.query('SELECT id, email, name, role FROM users')).rows,
    (await client.query('SELECT id, title, owner_id, document_clock, trashed_at FROM diagrams')).rows,
  ]
  const rows = await read()
  await migrate({ url, migrations: all, usableFrom: previousRelease.lastMigration })
  expect(findIncompatibilities(before, await readCatalog(client), retired)).toEqual([])
  expect(await read()).toEqual(rows)
})

it('a process of the previous release may start beside this one, one from before it may not', async () => {
  expect(await migrate({ url, migrations: ofPrevious, usableFrom: 'older' })).toEqual([])
  const older = ofPrevious.slice(0, -1)
  if (all.length > ofPrevious.length) await expect(migrate({ url, migrations: older })).rejects.toThrow(MigrationError)
  // The newer one said so, and the older one has not unsaid it.
  expect(await migrate({ url, migrations: ofPrevious })).toEqual([])
})

describe('what a process does about migrations that it does not know', () => {
  const migration = (name: string) => ({ name, checksum: name, sql: '' })
  const applied = ['1', '2', '3'].map((name) => ({ name, checksum: name, finished: true }))
  it.each([
    ['starts when the newest release says that it may', ['1', '2'], '2', []],
    ['and when even older ones may', ['1', '2'], '1', []],
    ['refuses when nothing says so', ['1', '2'], null, null],
    ['refuses when it is too old', ['1'], '2', null],
    ['refuses one that is missing among those that it has', ['1', '3'], '1', null],
  ])('%s', (_, own, usableFrom, pending) => {
    const compute = () => computePending(own.map(migration), applied, usableFrom)
    if (pending) expect(compute()).toEqual(pending)
    else expect(compute).toThrow(/does not know/)
  })
})
