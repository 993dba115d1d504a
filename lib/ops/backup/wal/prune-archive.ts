import { dayMs } from '@/lib/core/time'
import { removeUnnamed } from '../prune-backups'
import type { Vault } from '../vault'
import { type Base, deleteBase, listBases } from './base-manifest'
import { computeSegmentStart } from './lsn'
import { listPieces, namePiece, type WalPiece } from './wal-piece'

/** Any moment of so many days can be restored. */
const keptMs = 7 * dayMs
/** Log that no base needs yet may be of one that is being made. */
const unneededMs = dayMs

/** Removes base copies that are over, then the log and the content that none of the others needs. */
export async function pruneArchive(archive: Vault, now: number): Promise<void> {
  const pieces = await listPieces(archive)
  const { over, unneeded } = computeOver({ bases: await listBases(archive), pieces, now })
  for (const { id } of over) await deleteBase(archive, id)
  for (const piece of unneeded) await archive.store.delete(namePiece(piece))
  await removeUnnamed(archive.store, { now, listNamed: () => listNamed(archive) })
}

async function* listNamed(archive: Vault): AsyncGenerator<string> {
  for (const { files } of await listBases(archive)) for (const { chunks } of files) yield* chunks
}

/** The newest base from before the days that are kept stays: their first moments begin from it. */
export function computeOver({
  bases,
  pieces,
  now,
}: {
  /** Newest first. */
  bases: readonly Base[]
  pieces: readonly WalPiece[]
  now: number
}): { over: Base[]; unneeded: WalPiece[] } {
  const first = bases.findIndex(({ completedMs }) => now - completedMs >= keptMs)
  const kept = first < 0 ? bases : bases.slice(0, first + 1)
  const isNeeded = ({ history, end }: WalPiece) =>
    kept.some((base) => base.history === history && end > computeSegmentStart(base.startLsn))
  return {
    over: bases.filter((base) => !kept.includes(base)),
    unneeded: pieces.filter((piece) => now - piece.reachMs > unneededMs && !isNeeded(piece)),
  }
}
