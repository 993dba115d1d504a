import type pg from 'pg'
import type { Migration } from '@/lib/platform/db/migrate'
import { BackupError } from './backup-error'
import { listTables } from './catalogue'
import { chunkName } from './chunk-writer'
import { streamRows, writeRows } from './copy-rows'
import type { Progress } from './make-backup'
import { countRows, type Manifest, type SequenceDump, type TableDump } from './manifest'
import { applyMigrations, clearSchema, splitMigrations } from './restore-schema'
import { addDigests, RowDigest } from './row-digest'
import { connectForCopy } from './snapshot'
import type { Vault } from './vault'

interface RestoreDatabase {
  url: string
  vault: Vault
  manifest: Manifest
  migrations: readonly Migration[]
  onProgress?: (progress: Progress) => void
  /** The last step of the same transaction, once all rows are proven to be those of the backup. */
  finish?: (client: pg.Client) => Promise<void>
}

/**
 * Puts the rows of a backup in the place of whatever the database holds, in one transaction: all of it or nothing. Every
 * table is read back and compared before anything counts. Throws `BackupError`.
 */
export async function restoreDatabase(options: RestoreDatabase): Promise<void> {
  const { url, manifest } = options
  const { before, since } = splitMigrations(manifest, options.migrations)
  const client = await connectForCopy(url)
  try {
    await client.query('BEGIN')
    await clearSchema(client)
    await applyMigrations(client, before)
    const putBack = await takeAwayConstraints(client)
    await loadTables(client, options)
    for (const sequence of manifest.sequences) await setSequence(client, sequence)
    for (const sql of putBack) await client.query(sql)
    await applyMigrations(client, since)
    await options.finish?.(client)
    await client.query('COMMIT')
    await client.query('ANALYZE')
  } finally {
    await client.end().catch(() => {})
  }
}

/** Foreign keys and triggers would look at rows whose others are not there yet. Returns what brings them back, and checks. */
async function takeAwayConstraints(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
  )
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  const tables = (await listTables(client)).map(({ name }) => client.escapeIdentifier(name))
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  return [
    ...rows.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`),
    ...tables.map((table) => `ALTER TABLE ${table} ENABLE TRIGGER USER`),
  ]
}

async function loadTables(client: pg.Client, { vault, manifest, onProgress }: RestoreDatabase): Promise<void> {
  const progress = { stage: 'Rows', done: 0, total: countRows(manifest), unit: 'rows' as const }
  for (const table of manifest.tables) {
    // A migration may have filled it: what the backup says is all there is.
    await client.query(`DELETE FROM ${client.escapeIdentifier(table.name)}`)
    const source = readChunks(vault, table, (rows) => {
      progress.done += rows
      onProgress?.(progress)
    })
    if (table.chunks.length > 0) await writeRows(client, { table: table.name, columns: table.columns, source })
    await assertSame(client, table)
  }
}

/** The next chunk is on its way while PostgreSQL takes the one before. */
async function* readChunks(
  vault: Vault,
  { chunks }: TableDump,
  onRows: (rows: number) => void,
): AsyncGenerator<Buffer> {
  const begin = (at: number) => {
    const chunk = chunks[at]
    if (!chunk) return null
    const reading = vault.read(chunkName(chunk.id)).then((content) => assertContent(vault, chunk.id, content))
    // It is awaited one turn later.
    reading.catch(() => {})
    return { chunk, reading }
  }
  let next = begin(0)
  for (let at = 1; next; at++) {
    const { chunk, reading } = next
    next = begin(at)
    yield await reading
    onRows(chunk.rows)
  }
}

export function assertContent(vault: Vault, id: string, content: Buffer): Buffer {
  if (vault.computeId(content) !== id) throw new BackupError(`${chunkName(id)} is damaged: it holds something else.`)
  return content
}

async function assertSame(client: pg.Client, { name, columns, chunks }: TableDump): Promise<void> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const found = new RowDigest()
  for await (const piece of streamRows(client, `SELECT ${list} FROM ${client.escapeIdentifier(name)}`)) found.add(piece)
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0)
  if (found.rows === rows && found.digest() === addDigests(chunks.map(({ digest }) => digest))) return
  throw new BackupError(`Table ${name} is not what was backed up: it has ${found.rows} of ${rows} rows, or other ones.`)
}

async function setSequence(client: pg.Client, { name, value, isCalled }: SequenceDump): Promise<void> {
  await client.query('SELECT setval($1::regclass, $2, $3)', [client.escapeIdentifier(name), value, isCalled])
}
