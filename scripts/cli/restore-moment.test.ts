import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { clusterPaths } from '@/lib/boot/embedded-postgres/cluster'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/boot/embedded-postgres/start-embedded-postgres'
import { startWalArchiving } from '@/lib/boot/start-wal-archiving'
import { hourMs } from '@/lib/core/time'
import { findDamagedFiles } from '@/lib/ops/backup/find-damaged-files'
import { createS3BackupStore } from '@/lib/ops/backup/s3-backup-store'
import { openVault, type Vault } from '@/lib/ops/backup/vault'
import { listBases } from '@/lib/ops/backup/wal/base-manifest'
import { findHistory } from '@/lib/ops/backup/wal/history'
import { makeBase } from '@/lib/ops/backup/wal/make-base'
import { openArchive } from '@/lib/ops/backup/wal/open-archive'
import { planRecovery } from '@/lib/ops/backup/wal/plan-recovery'
import { readWal } from '@/lib/ops/backup/wal/read-wal'
import { restoreFiles } from '@/lib/ops/backup/wal/restore-files'
import { createWalShipper } from '@/lib/ops/backup/wal/ship-wal'
import { listPieces, namePiece } from '@/lib/ops/backup/wal/wal-piece'
import { findWalReach } from '@/lib/ops/backup/wal/wal-reach'
import { migrate, readMigrations } from '@/lib/platform/db/migrate'
import { closePool } from '@/lib/platform/db/pool'
import { getEnv } from '@/lib/platform/env/env'
import { listSeries, runCollector } from '@/lib/platform/metrics/read-metrics'
import { forget } from '@/lib/platform/remember'
import { openTestVault, useFolders } from '@/lib/testing/backup-fixture'
import { runSql } from '@/lib/testing/run-sql'
import { startS3Server } from '@/lib/testing/s3-server'
import { waitFor } from '@/lib/testing/wait-for'
import type { Call } from './command'
import { keepBase } from './keep-base'
import { restore as runRestore } from './restore'
import { findLatest, restoreMoment } from './restore-moment'

vi.setConfig({ testTimeout: 120_000 })
const makeFolder = useFolders()
const [dataDir, backups, target] = (await Promise.all(['data', 'backups', 'target'].map(makeFolder))) as [
  string,
  string,
  string,
]

const passphrase = 'a passphrase of the tests'

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

const shipper = (folder: string, to = vault) =>
  createWalShipper({ database: pool, folder: clusterPaths(folder).folder, archive: openArchive(to) })

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
  vault = await openTestVault(backups, passphrase)
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
  // Moments are told by the millisecond: what is written in the one in which the log ends comes after its end.
  await noteMoment()
  // Somebody else goes on, as after a restart.
  await shipper(dataDir).ship()
  end = await findLatest(archive)
}, 120_000)

afterAll(close)

function setEnv(env: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries({ BACKUP_PASSPHRASE: passphrase, ...env })) vi.stubEnv(name, value)
  forget('env')
}

function unsetEnv(): void {
  vi.unstubAllEnvs()
  forget('env')
}

/** As a shell would, with a data directory and no `.env` file. Returns what it said. */
async function restoreByShell(at: string, values: Call['values'] = {}): Promise<string> {
  setEnv({ DATA_DIR: target, DATABASE_URL: undefined })
  const said = vi.spyOn(console, 'log').mockImplementation(() => {})
  try {
    const root = await makeFolder('root')
    expect(await runRestore({ positionals: [backups], root, calledFrom: root, values: { at, ...values } })).toBe(0)
    return said.mock.calls.join('\n')
  } finally {
    unsetEnv()
    said.mockRestore()
  }
}

describe('the archive of a log in an object store', () => {
  it('goes on where it ends, and gives back every file and every byte of the log', async () => {
    const objectStore = await startS3Server()
    onTestFinished(() => objectStore.stop())
    const store = createS3BackupStore(objectStore.settings, { bucket: 'archive', prefix: 'of/one/' })
    const bucket = await openVault(store, { passphrase, create: true })
    const archive = openArchive(bucket)
    const [few, restored] = [await makeFolder('few'), await makeFolder('restored')]
    await writeFile(join(few, 'PG_VERSION'), '18')
    for (const name of ['global', 'pg_wal']) await mkdir(join(few, name))
    await writeFile(join(few, 'global', 'pg_control'), randomBytes(600_000))
    const base = await makeBase({ url: server.url, folder: few, archive, isUrgent: true })
    await shipper(dataDir, bucket).ship()
    await write('of the object store')
    // Somebody else goes on, as after a restart.
    await shipper(dataDir, bucket).ship()
    const pieces = await listPieces(archive, base?.history)
    expect(pieces.length).toBeGreaterThan(1)

    const latest = await findLatest(archive)
    const recovery = planRecovery({ bases: await listBases(archive), pieces, atMs: latest.getTime() })
    await restoreFiles({ archive, recovery, folder: restored })
    const isSame = async (one: Promise<Buffer>, other: Promise<Buffer>) => (await one).equals(await other)
    for (const path of ['PG_VERSION', 'global/pg_control'])
      expect(await isSame(readFile(join(restored, path)), readFile(join(few, path)))).toBe(true)
    const { folder } = clusterPaths(dataDir)
    for (const piece of recovery.pieces)
      expect(await isSame(readWal({ folder: restored, ...piece }), readWal({ folder, ...piece }))).toBe(true)
    await close()
  })
})

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
  })

  it('can be had up to where the running server has archived, which says why it cannot', async () => {
    const place = join(await makeFolder('place'), 'backups')
    await writeFile(place, 'in the way')
    setEnv({ DATA_DIR: target, DATABASE_URL: server.url, BACKUP_TO: place, BACKUP_WAL_SECONDS: '30' })
    const beganMs = Date.now()
    let nowMs = beganMs
    const stop = startWalArchiving({ everyMs: 50, now: () => nowMs })
    onTestFinished(async () => {
      await stop()
      await closePool()
      unsetEnv()
      await close()
    })
    const readAge = () => {
      runCollector('backup.wal')
      return listSeries('autograph_backup_wal_age_seconds')[0]?.value
    }
    const timeoutMs = 30_000
    const waitForFault = (fault: RegExp) =>
      waitFor(`${fault}`, () => fault.test(findWalReach()?.fault ?? ''), { timeoutMs })
    await waitForFault(/ENOTDIR|EEXIST/)
    nowMs += hourMs
    expect([findWalReach()?.reachMs, readAge()]).toEqual([beganMs, 3_600])
    // At once: an attempt in between would make the folder.
    await symlink(backups, `${place}.link`)
    await rename(`${place}.link`, place)
    await waitForFault(/^There is no base copy/)
    expect(findWalReach()?.reachMs).toBe(beganMs)
    const made = await keepBase(await openTestVault(place, passphrase), { env: getEnv(), isUrgent: true })
    expect(made).toMatch(/^Base copy \S+ is complete/)
    nowMs = Date.now()
    await waitFor('it to reach now', () => (findWalReach()?.reachMs ?? 0) >= nowMs, { timeoutMs })
    expect([findWalReach()?.fault, readAge()]).toEqual([null, expect.toSatisfy((age: number) => age <= 0)])
  })

  it('takes the place of a database only with --replace, also when it is the end of the log', async () => {
    const at = end.toISOString()
    await expect(restoreByShell(at)).rejects.toThrow(/There is a database in .*; give --replace/)
    expect(await restoreByShell(at, { replace: true })).toMatch(
      new RegExp(`^The database is what it was at ${at}, restored in .*\\nStart it with .npm start.\\.$`),
    )
    await open(target)
    expect(await readWritten()).toEqual(['moment.A', 'moment.B', 'moment.C', 'moment.D'])
  })

  it('cannot be before the first base copy or after the end of the log', async () => {
    await expect(restoreByShell('1999-12-31T23:59:59Z')).rejects.toThrow(/^The first moment that can be restored is 20/)
    const latest = await findLatest(openArchive(vault))
    await expect(restore(new Date(latest.getTime() + 60_000))).rejects.toThrow(
      `: the last moment before that can be restored is ${latest.toISOString()}.`,
    )
    await expect(restoreByShell('2026-11-23T14:05:00')).rejects.toThrow(/has no time zone/)
    await expect(restoreByShell('latest', { diagram: 'one' })).rejects.toThrow(/: give one of them\.$/)
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
