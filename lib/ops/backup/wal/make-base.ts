import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ChunkWriter, listReusable } from '../chunk-writer'
import type { Progress } from '../make-backup'
import { makeBackupId } from '../manifests'
import { connectForCopy } from '../snapshot'
import type { Vault } from '../vault'
import { type Base, listBases, writeBase } from './base-manifest'
import { findHistory } from './history'
import { parseLsn } from './lsn'

/** What changes in a day is a few pages here and there; the rest is stored once. */
const chunkBytes = 256 * 1024

/** Content of these folders is made anew by every start, or is the log itself. */
const emptied = /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\//
const passed =
  /(^|\/)(postmaster\.(pid|opts)|backup_label|tablespace_map|current_logfiles|pg_internal\.init.*|pgsql_tmp.*)$/
/** Says from where to recover, so it is read when everything else was. */
const control = 'global/pg_control'

interface MakeBase {
  url: string
  /** Of the cluster. */
  folder: string
  archive: Vault
  /** Whether somebody waits: else PostgreSQL may take minutes to write what it holds in memory, which nobody feels. */
  isUrgent: boolean
  onProgress?: (progress: Progress) => void
}

/** Copies the files of a running server by PostgreSQL's protocol for that. Null while its log is not archived. */
export async function makeBase(options: MakeBase): Promise<Base | null> {
  const { url, folder, archive, isUrgent } = options
  const client = await connectForCopy(url)
  try {
    const history = await findHistory(client)
    if (!history) return null
    const writer = new ChunkWriter(archive, await listKnown(archive))
    const { rows: begun } = await client.query<{ lsn: string; segment: string; major: string }>(
      `SELECT lsn, pg_walfile_name(lsn) AS segment, current_setting('server_version_num')::int / 10000 AS major
         FROM pg_backup_start('autograph', $1) AS lsn`,
      [isUrgent],
    )
    const copied = await copyFiles({ folder, writer, onProgress: options.onProgress })
    await writer.finish()
    const { rows: ended } = await client.query<{ label: string; at: Date }>(
      'SELECT labelfile AS label, clock_timestamp() AS at FROM pg_backup_stop(false)',
    )
    const [start, end] = [begun[0], ended[0]]
    if (!start || !end) throw new Error('PostgreSQL did not say where the copy begins and ends')
    const base: Base = {
      format: 1,
      id: makeBackupId(end.at),
      history: history.id,
      timeline: Number.parseInt(start.segment.slice(0, 8), 16),
      postgresMajor: String(start.major),
      platform: `${process.platform}-${process.arch}`,
      startLsn: parseLsn(start.lsn),
      completedMs: end.at.getTime(),
      ...copied,
      label: end.label,
    }
    await writeBase(archive, base)
    return base
  } finally {
    // A copy that was broken off ends with its connection.
    await client.end().catch(() => {})
  }
}

/** A base that cannot be read is no help, and the next one is whole without it. */
async function listKnown(archive: Vault): Promise<Set<string>> {
  const [newest] = await listBases(archive).catch(() => [])
  const named = new Set(newest?.files.flatMap(({ chunks }) => chunks) ?? [])
  return listReusable(archive.store, { named, now: Date.now() })
}

interface CopyFiles extends Pick<MakeBase, 'folder' | 'onProgress'> {
  writer: ChunkWriter
}

async function copyFiles({ folder, writer, onProgress }: CopyFiles): Promise<Pick<Base, 'folders' | 'files'>> {
  const folders: string[] = []
  const files: Base['files'] = []
  const progress = { stage: 'Files', done: 0, total: null, unit: 'bytes' as const }
  const take = async (path: string) => {
    const file = await copyFile({ folder, path, writer })
    if (!file) return
    files.push(file)
    progress.done += file.sizeBytes
    onProgress?.(progress)
  }
  for await (const { path, isFolder } of walk(folder)) {
    if (isFolder) folders.push(path)
    else if (path !== control) await take(path)
  }
  await take(control)
  return { folders, files }
}

async function* walk(root: string, under = ''): AsyncGenerator<{ path: string; isFolder: boolean }> {
  const entries = await orGone(readdir(join(root, under), { withFileTypes: true }))
  for (const entry of entries ?? []) {
    const path = under + entry.name
    if (passed.test(path) || (emptied.test(path) && !/^pg_wal\/(archive_status|summaries)$/.test(path))) continue
    yield { path, isFolder: entry.isDirectory() }
    if (entry.isDirectory()) yield* walk(root, `${path}/`)
  }
}

/** Null when the table it belonged to is gone by now: the log says so as well. */
async function copyFile({
  folder,
  path,
  writer,
}: {
  folder: string
  path: string
  writer: ChunkWriter
}): Promise<Base['files'][number] | null> {
  const file = await orGone(open(join(folder, path)))
  if (!file) return null
  try {
    const chunks: string[] = []
    let sizeBytes = 0
    for (;;) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, sizeBytes)
      if (bytesRead === 0) return { path, sizeBytes, chunks }
      sizeBytes += bytesRead
      chunks.push((await writer.write(buffer.subarray(0, bytesRead))).id)
    }
  } finally {
    await file.close()
  }
}

async function orGone<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
