import { BackupError } from '../backup-error'
import type { Base } from './base-manifest'
import { computeSegmentStart } from './lsn'
import type { WalPiece } from './wal-piece'

export interface Recovery {
  base: Base
  /** The log from the base to the moment, without a gap. */
  pieces: WalPiece[]
}

/** What it takes to have the database as it was at a moment; throws `BackupError` that says which moments there are. */
export function planRecovery({
  bases,
  pieces,
  atMs,
}: {
  /** Newest first. */
  bases: readonly Base[]
  /** In the order of the log. */
  pieces: readonly WalPiece[]
  atMs: number
}): Recovery {
  const base = bases.find(({ completedMs }) => completedMs <= atMs)
  if (!base) {
    const oldest = bases.at(-1)
    if (!oldest) throw new BackupError('There is no base copy there, so no moment can be restored; restore a backup.')
    throw new BackupError(`The first moment that can be restored is ${toIso(oldest.completedMs)}.`)
  }
  const { taken, reachMs, missingFrom } = follow(base, pieces, atMs)
  if (reachMs >= atMs) return { base, pieces: taken }
  const reach = Math.max(reachMs, 0)
  const last =
    reach >= base.completedMs
      ? `the last moment before that can be restored is ${toIso(reach)}`
      : 'no moment after that base copy can be restored'
  if (missingFrom) {
    const { start, reachMs: nextMs } = missingFrom
    throw new BackupError(`The log has a gap before ${start.toString(16)} (archived until ${toIso(nextMs)}): ${last}.`)
  }
  throw new BackupError(`The log does not reach ${toIso(atMs)}: ${last}.`)
}

/** Pieces one after another; they may overlap where archiving was broken off. */
function follow(
  base: Base,
  pieces: readonly WalPiece[],
  atMs: number,
): { taken: WalPiece[]; reachMs: number; missingFrom: WalPiece | null } {
  let next = computeSegmentStart(base.startLsn)
  let reachMs = Number.NEGATIVE_INFINITY
  const taken: WalPiece[] = []
  for (const piece of pieces) {
    if (piece.history !== base.history || piece.timeline !== base.timeline || piece.end <= next) continue
    if (piece.start > next) return { taken, reachMs, missingFrom: piece }
    taken.push(piece)
    next = piece.end
    reachMs = Math.max(reachMs, piece.reachMs)
    if (reachMs >= atMs) break
  }
  return { taken, reachMs, missingFrom: null }
}

/** Each base's first and last moment, newest first. */
export function listMoments(bases: readonly Base[], pieces: readonly WalPiece[]): { fromMs: number; toMs: number }[] {
  return bases.flatMap((base) => {
    const { reachMs } = follow(base, pieces, Number.POSITIVE_INFINITY)
    return reachMs >= base.completedMs ? [{ fromMs: base.completedMs, toMs: reachMs }] : []
  })
}

const toIso = (ms: number): string => new Date(ms).toISOString()
