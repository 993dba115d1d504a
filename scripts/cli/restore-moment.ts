import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { syncFolder } from '@/lib/boot/durable-file'
import { ensureBinaries } from '@/lib/boot/embedded-postgres/binaries'
import { type Cluster, clusterPaths, findCluster, planCluster } from '@/lib/boot/embedded-postgres/cluster'
import { findPostmaster, stopPostmaster } from '@/lib/boot/embedded-postgres/postmaster'
import { recoverCluster } from '@/lib/boot/embedded-postgres/recover-cluster'
import { findRunAs } from '@/lib/boot/embedded-postgres/run-as'
import { lockDataDir } from '@/lib/boot/launcher/lock-data-dir'
import { openDataDir } from '@/lib/boot/launcher/open-data-dir'
import { outdateClients } from '@/lib/features/documents/outdate-clients'
import type { Progress } from '@/lib/ops/backup/make-backup'
import type { Vault } from '@/lib/ops/backup/vault'
import { listBases } from '@/lib/ops/backup/wal/base-manifest'
import { openArchive } from '@/lib/ops/backup/wal/open-archive'
import { listMoments, planRecovery, type Recovery } from '@/lib/ops/backup/wal/plan-recovery'
import { restoreFiles } from '@/lib/ops/backup/wal/restore-files'
import { listPieces } from '@/lib/ops/backup/wal/wal-piece'
import { CommandError } from './command'

interface RestoreMoment {
  vault: Vault
  dataDir: string
  at: Date
  replace: boolean
  onProgress: (progress: Progress) => void
}

/**
 * Makes the embedded database of a data directory what it was at a moment. It is made beside what is there, which is
 * replaced as the last step, so a restore that fails changes nothing.
 */
export async function restoreMoment({ vault, at, ...options }: RestoreMoment): Promise<void> {
  const archive = openArchive(vault)
  const recovery = planRecovery({
    bases: await listBases(archive),
    pieces: await listPieces(archive),
    atMs: at.getTime(),
  })
  assertSameKind(recovery)
  const dataDir = openDataDir(options.dataDir)
  const unlock = await lockDataDir(dataDir)
  try {
    assertMayReplace(dataDir, options.replace)
    await replaceCluster({ ...options, dataDir, archive, recovery, at })
  } finally {
    unlock()
  }
}

/** The end of the newest log. */
export async function findLatest(archive: Vault): Promise<Date> {
  const [newest] = listMoments(await listBases(archive), await listPieces(archive))
  if (newest) return new Date(newest.toMs)
  throw new CommandError(`No moment can be restored from ${archive.store.place}: no log is archived there.`)
}

function assertSameKind({ base }: Recovery): void {
  const own = `${process.platform}-${process.arch}`
  if (base.platform === own) return
  throw new CommandError(
    `The log is of a server on ${base.platform} and this is ${own}; restore there, or restore a backup without --at.`,
  )
}

function assertMayReplace(dataDir: string, replace: boolean): void {
  const { folder } = clusterPaths(dataDir)
  if (!existsSync(folder) || replace) return
  throw new CommandError(
    `There is a database in ${folder}; give --replace to lose it, or set DATA_DIR to another folder.`,
  )
}

interface ReplaceCluster extends Omit<RestoreMoment, 'vault' | 'replace'> {
  archive: Vault
  recovery: Recovery
}

async function replaceCluster({ dataDir, at, archive, recovery, onProgress }: ReplaceCluster): Promise<void> {
  const { folder, log } = clusterPaths(dataDir)
  const runAs = findRunAs(folder)
  ensureBinaries(runAs)
  const aside: Cluster = { folder: `${folder}.restored`, password: ensurePassword(dataDir) }
  rmSync(aside.folder, { recursive: true, force: true })
  mkdirSync(aside.folder, { mode: 0o700 })
  try {
    await restoreFiles({ archive, recovery, folder: aside.folder, onProgress })
    onProgress({ stage: 'Applying the log', done: 0, total: null, unit: 'files' })
    await recoverCluster({ cluster: aside, runAs, at, logPath: log, finish: outdateClients })
    await stopLeftover(dataDir)
    const former = `${folder}.replaced`
    rmSync(former, { recursive: true, force: true })
    if (existsSync(folder)) renameSync(folder, former)
    renameSync(aside.folder, folder)
    syncFolder(dataDir)
    rmSync(former, { recursive: true, force: true })
  } finally {
    rmSync(aside.folder, { recursive: true, force: true })
  }
}

/** The one on disk stays, so that it is right for whichever database is in place. */
function ensurePassword(dataDir: string): string {
  const { password } = clusterPaths(dataDir)
  return existsSync(password) ? readFileSync(password, 'utf8').trim() : planCluster(dataDir).password
}

async function stopLeftover(dataDir: string): Promise<void> {
  const cluster = findCluster(dataDir)
  const leftover = cluster && findPostmaster(cluster)
  if (leftover) await stopPostmaster(leftover.pid, { fastMs: 30_000 })
}
