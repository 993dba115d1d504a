import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { readMigrations } from '@/lib/platform/db/migrate'
import { getPool } from '@/lib/platform/db/pool'
import { createDiskStore } from '@/lib/platform/objects/disk-store'
import {
  backUp,
  createObjects,
  hashObjects,
  hashTables,
  insertLargeInstance,
  listFilesBelow,
  openTestVault,
  useFolders,
} from '@/lib/testing/backup-fixture'
import { createDatabase, dropDatabase, useDatabase } from '@/lib/testing/database'
import { Random } from '@/lib/testing/random'
import { runSql } from '@/lib/testing/run-sql'
import { assertMayReplace } from './assert-may-replace'
import { BackupInProgress } from './backup-error'
import { findDamagedFiles } from './find-damaged-files'
import type { Manifest } from './manifest'
import { getManifest } from './manifests'
import { openBackupStore } from './open-backup-store'
import { restoreDatabase } from './restore-database'
import { restoreObjects } from './restore-objects'
import { openVault, type Vault } from './vault'
import { verifyBackup } from './verify-backup'

// Whole instances are restored and compared, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000 })
const database = useDatabase()
const makeFolder = useFolders()
const migrations = await readMigrations('prisma/migrations')

beforeAll(() => insertLargeInstance({ diagrams: 150, records: 40 }))

async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const url = await createDatabase()
  try {
    return await work(url)
  } finally {
    await dropDatabase(url)
  }
}

const restore = async (vault: Vault, url: string, manifest?: Manifest) =>
  restoreDatabase({ url, vault, manifest: manifest ?? (await getManifest(vault)), migrations })

describe('a backup', () => {
  it('restores every table and every object as they were, by hash, into an empty instance or one that may be replaced', async () => {
    const [folder, from, to] = [await makeFolder('backup'), await makeFolder('from'), await makeFolder('to')]
    const [vault, objects, restored] = [await openTestVault(folder), await createObjects(from), createDiskStore(to)]
    await backUp({ url: database.url, vault, objects })
    const manifest = await getManifest(vault)
    await restoreObjects({ vault, manifest, objects: restored })
    expect(await hashObjects(restored)).toEqual(await hashObjects(objects))
    expect(Object.keys(await hashObjects(restored))).toHaveLength(3)
    await withDatabase(async (url) => {
      await restore(vault, url)
      const hashes = await hashTables(url)
      expect(hashes).toEqual(await hashTables(database.url))
      expect(hashes.diagram_records).toMatch(/^6000 /)
      expect(manifest.tables.map(({ name }) => name).sort()).toEqual(Object.keys(hashes))
      const foreignKeys = `SELECT conname FROM pg_constraint WHERE contype = 'f' ORDER BY 1`
      expect(await runSql(url, foreignKeys)).toEqual(await runSql(database.url, foreignKeys))

      await expect(assertMayReplace(url, { replace: false })).rejects.toThrow(/not empty \(151 accounts and diagrams\)/)
      await expect(assertMayReplace(database.url, { replace: true })).rejects.toThrow(
        /in use \(connections to its database: \d+/,
      )
      await assertMayReplace(url, { replace: true })
      await runSql(url, `DELETE FROM diagram_records; CREATE TABLE of_a_newer_version (id int)`)
      await restore(vault, url)
      expect(await hashTables(url)).toEqual(hashes)
    })
  })

  it('stores what did not change once, also when rows come before it', async () => {
    const vault = await openTestVault(await makeFolder('backup'))
    const first = await backUp({ url: database.url, vault })
    const again = await backUp({ url: database.url, vault })
    await runSql(
      database.url,
      `UPDATE diagram_records SET clock = clock + 1 WHERE diagram_id IN ('diagram000050', 'diagram000100', 'diagram000150')`,
    )
    await runSql(
      database.url,
      `INSERT INTO diagram_records (diagram_id, record_id, clock) VALUES ('diagram000001', 'a', 1)`,
    )
    const one = await backUp({ url: database.url, vault })
    const chunks = (await getManifest(vault, first.id)).tables.find(({ name }) => name === 'diagram_records')?.chunks
    expect(chunks?.length).toBeGreaterThan(10)
    const names = async (id: string) => {
      const { tables } = await getManifest(vault, id)
      return new Set(tables.flatMap((table) => table.chunks.map((chunk) => chunk.id)))
    }
    const before = await names(again.id)
    expect(before).toEqual(await names(first.id))
    const added = [...(await names(one.id))].filter((id) => !before.has(id))
    expect(added.length).toBeLessThanOrEqual(8)
  })

  it('is of one moment, whoever writes meanwhile', async () => {
    await runSql(database.url, `UPDATE diagrams SET view_count = 10`)
    let isOver = false
    const pay = async (seed: number) => {
      const random = new Random(seed)
      while (!isOver) {
        const [a, b] = [1 + random.below(150), 1 + random.below(150)].map((n) => `diagram${String(n).padStart(6, '0')}`)
        await getPool().query(
          `UPDATE diagrams SET view_count = view_count + CASE id WHEN $1 THEN 1 ELSE -1 END WHERE id IN ($1, $2) AND $1 <> $2`,
          [a, b].sort(),
        )
      }
    }
    const vault = await openTestVault(await makeFolder('backup'))
    const writers = [pay(1), pay(2)]
    await backUp({ url: database.url, vault })
    isOver = true
    await Promise.all(writers)
    await withDatabase(async (url) => {
      await restore(vault, url)
      expect(await runSql(url, 'SELECT sum(view_count)::int AS sum FROM diagrams')).toEqual([{ sum: 1500 }])
      expect((await hashTables(url)).diagrams).not.toBe((await hashTables(database.url)).diagrams)
    })
  })

  it('that was broken off leaves nothing to trip over, wherever it was', async () => {
    const folder = await makeFolder('backup')
    const whole = await openTestVault(folder)
    const first = await backUp({ url: database.url, vault: whole })
    for (const after of [0, 1, 5, 9]) {
      await runSql(database.url, `UPDATE diagram_records SET clock = clock + 1`)
      let writes = 0
      const store: Vault['store'] = {
        ...whole.store,
        put: async (name, bytes) => {
          if (writes++ >= after) throw new Error('cut')
          await whole.store.put(name, bytes)
        },
      }
      const vault = await openVault(store, { passphrase: undefined })
      await expect(backUp({ url: database.url, vault })).rejects.toThrow('cut')
      expect((await getManifest(whole)).id).toBe(first.id)
    }
    await backUp({ url: database.url, vault: whole })
    await withDatabase(async (url) => {
      const manifest = await getManifest(whole)
      const verified = await verifyBackup({ vault: whole, manifest, migrations, scratchUrl: url })
      expect(verified.rows).toBeGreaterThan(6_150)
      expect(await hashTables(url)).toEqual(await hashTables(database.url))
    })
  })

  it('is made once at a time', async () => {
    const vault = await openTestVault(await makeFolder('backup'))
    const both = await Promise.allSettled([1, 2].map(() => backUp({ url: database.url, vault })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(BackupInProgress) })
  })
})

describe('verifying', () => {
  it('finds any byte of any file that changed', async () => {
    const folder = await makeFolder('backup')
    const vault = await openTestVault(folder)
    await backUp({ url: database.url, vault, objects: await createObjects(await makeFolder('from')) })
    expect((await findDamagedFiles(vault)).faults).toEqual([])
    const random = new Random(7)
    for (const path of await listFilesBelow(folder)) {
      const bytes = await readFile(path)
      const at = random.below(bytes.length)
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8))
      await writeFile(path, changed)
      const name = path.slice(folder.length + 1)
      const frame = await vault.store.find(name)
      expect(frame?.equals(changed)).toBe(true)
      const { faults } = await findDamagedFiles({ store: { ...vault.store, list: (prefix) => listOnly(name, prefix) } })
      expect(faults, `${name} at ${at}`).toEqual([`${name} is damaged: its checksum does not match.`])
      await writeFile(path, bytes)
    }
  })

  it('says what is wrong with rows, objects and files that are gone', async () => {
    const folder = await makeFolder('backup')
    const vault = await openTestVault(folder)
    await backUp({ url: database.url, vault, objects: await createObjects(await makeFolder('from')) })
    const manifest = await getManifest(vault)
    const row = manifest.tables.find(({ name }) => name === 'users')?.chunks[0]?.id ?? ''
    const piece = manifest.objects.find(({ pieces }) => pieces.length > 1)?.pieces[1]?.id ?? ''
    for (const id of [row, piece]) await rm(join(folder, 'chunks', id.slice(0, 2), id))
    const verified = withDatabase((scratchUrl) => verifyBackup({ vault, manifest, migrations, scratchUrl }))
    await expect(verified).rejects.toThrow(new RegExp(`${row} is missing[^]*${piece} is missing`))
  })
})

async function* listOnly(name: string, prefix: string) {
  if (name.startsWith(prefix)) yield { name, sizeBytes: 0, modifiedAt: new Date() }
}

describe('an encrypted backup', () => {
  const passphrase = 'a passphrase that nobody guesses'

  it('is read with its passphrase only, and shows nothing without', async () => {
    const folder = await makeFolder('backup')
    const vault = await openTestVault(folder, passphrase)
    await backUp({ url: database.url, vault, authSecret: { value: 'the secret', isKept: true } })
    const open = (given?: string) => openVault(openBackupStore(folder), { passphrase: given })
    await expect(open('another passphrase, just as long')).rejects.toThrow(/This is not the passphrase of the backups/)
    await expect(open()).rejects.toThrow(/are encrypted; give BACKUP_PASSPHRASE_FILE/)
    for (const path of await listFilesBelow(folder))
      expect((await readFile(path)).includes('owner@example')).toBe(false)
    await withDatabase(async (url) => {
      await restore(await open(passphrase), url)
      expect(await hashTables(url)).toEqual(await hashTables(database.url))
    })
    expect((await getManifest(vault)).authSecret).toBe('the secret')
  })

  it('is not mixed with others', async () => {
    const folder = await makeFolder('backup')
    await openTestVault(folder)
    await expect(openTestVault(folder, passphrase)).rejects.toThrow(/are not encrypted, and BACKUP_PASSPHRASE is set/)
  })
})

describe('restoring', () => {
  it('is all or nothing', async () => {
    const folder = await makeFolder('backup')
    const vault = await openTestVault(folder)
    await backUp({ url: database.url, vault })
    const manifest = await getManifest(vault)
    const last = manifest.tables.findLast(({ chunks }) => chunks.length > 0)?.chunks.at(-1)?.id ?? ''
    await rm(join(folder, 'chunks', last.slice(0, 2), last))
    await withDatabase(async (url) => {
      await runSql(url, 'CREATE TABLE mine (id int); INSERT INTO mine VALUES (1)')
      await expect(restore(vault, url)).rejects.toThrow(/is missing/)
      expect(await hashTables(url)).toEqual({ mine: expect.stringMatching(/^1 /) })
    })
  })

  it('brings an older schema up to date, and refuses a newer one', async () => {
    const older = migrations.slice(0, 3)
    await withDatabase(async (source) => {
      const vault = await openTestVault(await makeFolder('backup'))
      const { migrate } = await import('@/lib/platform/db/migrate')
      await migrate({ url: source, migrations: older })
      await runSql(
        source,
        `INSERT INTO users (id, email, name, password_hash, updated_at) VALUES ('a', 'a@b.c', 'Ann', 'x', now())`,
      )
      await backUp({ url: source, vault })
      await withDatabase(async (url) => {
        await restore(vault, url)
        expect(await runSql(url, 'SELECT name FROM users')).toEqual([{ name: 'Ann' }])
        expect(await migrate({ url, migrations })).toEqual([])
        const early = restoreDatabase({ url, vault, manifest: await getManifest(vault), migrations: older.slice(1) })
        await expect(early).rejects.toThrow(/does not know; restore it with AutoGraph 0\.1\.0 or newer/)
      })
    })
  })
})
