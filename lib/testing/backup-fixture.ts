import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type MakeBackup, makeBackup } from '@/lib/ops/backup/make-backup'
import { openBackupStore } from '@/lib/ops/backup/open-backup-store'
import { openVault, type Vault } from '@/lib/ops/backup/vault'
import { getPool } from '@/lib/platform/db/pool'
import { createDiskStore } from '@/lib/platform/objects/disk-store'
import { buckets, type ObjectStore } from '@/lib/platform/objects/object-store'
import { runSql } from './run-sql'

/** Folders that are gone after the tests. */
export function useFolders(): (name: string) => Promise<string> {
  const folders: string[] = []
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))
  return async (name) => {
    const folder = await mkdtemp(join(tmpdir(), `autograph-${name}-`))
    folders.push(folder)
    return folder
  }
}

export const openTestVault = (folder: string, passphrase?: string): Promise<Vault> =>
  openVault(openBackupStore(folder), { passphrase, create: true })

export const backUp = (
  given: { url: string; vault: Vault } & Partial<Pick<MakeBackup, 'objects' | 'authSecret'>>,
): ReturnType<typeof makeBackup> => makeBackup({ objects: noObjects, appVersion: '0.1.0', authSecret: null, ...given })

const noObjects: MakeBackup['objects'] = { list: async function* () {}, get: async () => null }

/** Diagrams with records whose text has everything that a text format could trip over. */
export async function insertLargeInstance({ diagrams, records }: { diagrams: number; records: number }): Promise<void> {
  await getPool().query(`INSERT INTO users (id, email, name, password_hash, updated_at)
    VALUES ('owner', 'owner@example.org', E'Tab\\t, back\\\\slash, line\\nbreak, \\\\N, \\r, ž, 🖍', 'x', now())`)
  await getPool().query(
    `INSERT INTO diagrams (id, title, owner_id, document_clock, size_bytes)
     SELECT 'diagram' || lpad(d::text, 6, '0'), 'Diagram ' || d, 'owner', 1, 100 FROM generate_series(1, $1) d`,
    [diagrams],
  )
  await getPool().query(
    `INSERT INTO diagram_records (diagram_id, record_id, clock, state, deleted)
     SELECT 'diagram' || lpad(d::text, 6, '0'), 'shape:' || md5(d || '.' || r), r,
            CASE WHEN r % 17 > 0 THEN jsonb_build_object('id', md5(d || '.' || r), 'text', E'a\\tb\\nc\\\\d "e" ' || md5(r::text),
              'x', d::float8 / 3, 'y', r, 'nothing', NULL) END, r % 17 = 0
       FROM generate_series(1, $1) d, generate_series(1, $2) r`,
    [diagrams, records],
  )
}

/** Two small objects and one of several pieces, in a store of its own. */
export async function createObjects(folder: string): Promise<ObjectStore> {
  const store = createDiskStore(folder)
  await store.prepare()
  await store.put('uploads', createHash('sha256').update('one').digest('hex'), Buffer.from('one'))
  await store.put('exports', 'empty', new Uint8Array())
  await store.put('diagrams', 'folder/large.bin', randomBytes(9_000_000))
  return store
}

/** By table, a hash that has nothing to do with how backups compare. */
export async function hashTables(url: string): Promise<Record<string, string>> {
  const tables = await runSql<{ name: string }>(
    url,
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  )
  const hashes: Record<string, string> = {}
  for (const { name } of tables.filter((table) => table.name !== '_prisma_migrations')) {
    const [row] = await runSql<{ hash: string }>(
      url,
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text COLLATE "C")), '') AS hash FROM "${name}" t`,
    )
    hashes[name] = row?.hash ?? ''
  }
  return hashes
}

export async function hashObjects(store: ObjectStore): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const bucket of buckets) {
    for await (const { key } of store.list(bucket)) {
      const stream = await store.get(bucket, key)
      const bytes = Buffer.from(await new Response(stream).arrayBuffer())
      hashes[`${bucket}/${key}`] = createHash('md5').update(bytes).digest('hex')
    }
  }
  return Object.fromEntries(Object.entries(hashes).sort())
}

export async function listFilesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
