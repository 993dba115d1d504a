import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { clusterPaths } from '@/lib/boot/embedded-postgres/cluster'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/boot/embedded-postgres/start-embedded-postgres'
import { findDamagedFiles } from '@/lib/ops/backup/find-damaged-files'
import type { Vault } from '@/lib/ops/backup/vault'
import { findHistory } from '@/lib/ops/backup/wal/history'
import { makeBase } from '@/lib/ops/backup/wal/make-base'
import { openArchive } from '@/lib/ops/backup/wal/open-archive'
import { createWalShipper } from '@/lib/ops/backup/wal/ship-wal'
import { listPieces, namePiece } from '@/lib/ops/backup/wal/wal-piece'
import { migrate, readMigrations } from '@/lib/platform/db/migrate'
import { openTestVault, useFolders } from '@/lib/testing/backup-fixture'
import { runSql } from '@/lib/testing/run-sql'
import { waitFor } from '@/lib/testing/wait-for'
import { findLatest, restoreMoment } from './restore-moment'

vi.setConfig({ testTimeout: 60_000 })
const makeFolder = useFolders()
const [dataDir, backups, target] = (await Promise.all(['data', 'backups', 'target'].map(makeFolder))) as [
  string,
  string,
  string,
]

let vault: Vault
let server: EmbeddedPostgres
let pool: pg.Pool

async function open(folder: string): Promise<void> {
  server = await startEmbeddedPostgres({ dataDir: folder, maxConnections: 20 })
  pool = new pg.Pool({ connectionString: server.url })
  pool.on('error', () => {})
}

async function close(): Promise<void> {
  if (!pool.ended) await pool.end()
  await server.stop()
}

const shipper = (folder: string) =>
  createWalShipper({ database: pool, folder: clusterPaths(folder).folder, archive: openArchive(vault) })

const write = (name: string) =>
  pool.query(`INSERT INTO settings (name, value, changed_at) VALUES ($1, '{}', clock_timestamp())`, [name])

async function readWritten(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`SELECT name FROM settings WHERE name LIKE 'moment.%' ORDER BY 1`)
  return rows.map(({ name }) => name)
}

/** A moment that is over, and after everything that was written. */
async function noteMoment(): Promise<Date> {
  const readMs = async () => (await runSql<{ at: Date }>(server.url, 'SELECT clock_timestamp() AS at'))[0]!.at.getTime()
  const at = new Date((await readMs()) + 1)
  await waitFor('the moment to be over', async () => (await readMs()) > at.getTime(), { everyMs: 1 })
  return at
}

const restore = (at: Date, given: { dataDir?: string; replace?: boolean } = {}) =>
  restoreMoment({ vault, at, dataDir: target, replace: false, onProgress: () => {}, ...given })

let betweenAandB: Date
let end: Date

beforeAll(async () => {
  vault = await openTestVault(backups, 'a passphrase of the tests')
  await open(dataDir)
  await migrate({ url: server.url, migrations: await readMigrations('prisma/migrations') })
  await pool.query(`
    INSERT INTO users (id, email, name, password_hash, updated_at) VALUES ('ann', 'ann@example.org', 'Ann', 'x', now());
    INSERT INTO diagrams (id, title, owner_id, document_clock, size_bytes) VALUES ('drawn', 'Drawn', 'ann', 1, 1)`)
  const ships = shipper(dataDir)
  await ships.ship()
  const archive = openArchive(vault)
  await write('moment.A')
  await makeBase({ url: server.url, folder: clusterPaths(dataDir).folder, archive, isUrgent: true })
  await ships.ship()
  await write('moment.B')
  betweenAandB = await noteMoment()
  await write('moment.C')
  await ships.ship()
  await write('moment.D')
  // Somebody else goes on, as after a restart.
  await shipper(dataDir).ship()
  end = await findLatest(archive)
  await close()
}, 60_000)

afterAll(close)

describe('a moment of an embedded database', () => {
  it('has what was written before it and nothing later', async () => {
    await restore(betweenAandB)
    await open(target)
    expect(await readWritten()).toEqual(['moment.A', 'moment.B'])
    // Browsers that were connected do not believe to know more.
    const { rows } = await pool.query('SELECT document_clock > 1000000 AS ahead FROM diagrams')
    expect(rows).toEqual([{ ahead: true }])
  })

  it('is the beginning of another log, which does not mix with the former', async () => {
    const former = await listPieces(openArchive(vault))
    expect(await findHistory(pool)).toBe(null)
    await write('moment.E')
    await shipper(target).ship()
    const [history, pieces] = [await findHistory(pool), await listPieces(openArchive(vault))]
    expect(pieces.filter((piece) => piece.history !== history?.id)).toEqual(former)
    expect(pieces.length).toBeGreaterThan(former.length)
    await close()
  })

  it('takes the place of a database only with --replace, also when it is the end of the log', async () => {
    await expect(restore(end)).rejects.toThrow(/There is a database in .*; give --replace/)
    await restore(end, { replace: true })
    await open(target)
    expect(await readWritten()).toEqual(['moment.A', 'moment.B', 'moment.C', 'moment.D'])
  })

  it('cannot be before the first base copy or after the end of the log', async () => {
    await expect(restore(new Date(0))).rejects.toThrow(/^The first moment that can be restored is 20/)
    await expect(restore(new Date(end.getTime() + 60_000))).rejects.toThrow(
      `: the last moment before that can be restored is ${end.toISOString()}.`,
    )
  })

  it('cannot be where the log is damaged or has a gap, and then nothing is changed', async () => {
    const empty = await makeFolder('empty')
    const pieces = await listPieces(openArchive(vault))
    const damaged = pieces.filter(({ history }) => history === pieces[0]!.history).at(-2)!
    const file = join(backups, 'pitr', namePiece(damaged))
    const bytes = await readFile(file)
    await writeFile(
      file,
      Uint8Array.from(bytes, (byte, place) => (place === 20 ? byte ^ 1 : byte)),
    )
    expect((await findDamagedFiles(vault)).faults).toEqual([expect.stringMatching(/^pitr\/wal\/.* is damaged/)])
    await expect(restore(end, { dataDir: empty })).rejects.toThrow(/is damaged: its checksum does not match/)
    await rm(file)
    await expect(restore(end, { dataDir: empty })).rejects.toThrow(/^The log has a gap before .*: /)
    expect(existsSync(join(empty, 'postgres'))).toBe(false)
    expect(existsSync(join(empty, 'postgres.restored'))).toBe(false)
  })
})
