import { constants } from 'node:fs'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chunkName } from '../chunk-writer'
import type { Progress } from '../make-backup'
import { assertContent } from '../restore-database'
import { severalAtOnce } from '../several-at-once'
import type { Vault } from '../vault'
import { computeSegmentStart, nameSegment, segmentBytes } from './lsn'
import type { Recovery } from './plan-recovery'
import { namePiece } from './wal-piece'

interface RestoreFiles {
  archive: Vault
  recovery: Recovery
  /** Empty; becomes a cluster that has still to recover. */
  folder: string
  onProgress?: (progress: Progress) => void
}

/** Puts a base copy and the log that belongs to it into a folder. Throws `BackupError` when any of it is damaged. */
export async function restoreFiles({ archive, recovery, folder, onProgress }: RestoreFiles): Promise<void> {
  const { base, pieces } = recovery
  for (const path of base.folders) await mkdir(join(folder, path), { recursive: true, mode: 0o700 })
  const total = base.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const progress = { stage: 'Files', done: 0, total, unit: 'bytes' as const }
  await severalAtOnce(base.files, async ({ path, sizeBytes, chunks }) => {
    const file = await open(join(folder, path), 'wx', 0o600)
    try {
      for (const id of chunks) {
        await file.writeFile(assertContent(archive, id, await archive.read(chunkName(id))))
      }
    } finally {
      await file.close()
    }
    progress.done += sizeBytes
    onProgress?.(progress)
  })
  await writeFile(join(folder, 'backup_label'), base.label, { mode: 0o600 })
  await writeFile(join(folder, 'recovery.signal'), '', { mode: 0o600 })
  await writeLog({ archive, pieces, folder, onProgress })
}

async function writeLog({
  archive,
  pieces,
  folder,
  onProgress,
}: Pick<RestoreFiles, 'archive' | 'folder' | 'onProgress'> & Pick<Recovery, 'pieces'>): Promise<void> {
  const total = pieces.reduce((sum, { start, end }) => sum + end - start, 0)
  const progress = { stage: 'Log', done: 0, total, unit: 'bytes' as const }
  await severalAtOnce(pieces, async (piece) => {
    const content = await archive.read(namePiece(piece))
    // PostgreSQL takes segments of their full size only; what is not written is zero, where the log ends.
    const path = join(folder, 'pg_wal', nameSegment(piece.timeline, piece.start))
    const segment = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
    try {
      await segment.truncate(segmentBytes)
      await segment.write(content, 0, content.length, piece.start - computeSegmentStart(piece.start))
    } finally {
      await segment.close()
    }
    progress.done += content.length
    onProgress?.(progress)
  })
}
