import type pg from 'pg'
import type { Vault } from '../vault'
import { beginHistory, findHistory, type History } from './history'
import { computeSegmentStart, formatLsn, type Lsn, parseLsn, segmentBytes } from './lsn'
import { readWal } from './read-wal'
import { listPieces, namePiece, type WalPiece } from './wal-piece'

const mostBytes = 4 * 1024 * 1024

export interface WalShipper {
  /** Archives all that was flushed by now; resolves when it survives a power cut there. */
  ship(): Promise<Shipped>
}

interface Shipped {
  history: string
  /** What was acknowledged before this moment is archived. */
  reachMs: number
  bytes: number
}

interface ShipWal {
  database: Pick<pg.Pool, 'query'>
  /** Of the cluster, whose `pg_wal` has the log. */
  folder: string
  archive: Vault
}

/**
 * Copies the write-ahead log of a running server to an archive, as far as it is on the disk, and lets PostgreSQL remove
 * what was copied. It goes on where the archive ends, also after a crash of either.
 */
export function createWalShipper(options: ShipWal): WalShipper {
  let last: WalPiece | null = null
  return {
    async ship() {
      const { reachMs, flushed, timeline } = await readPosition(options.database)
      const history = await findHistory(options.database)
      if (last?.history !== history?.id || last?.timeline !== timeline) last = null
      const [now, from] = last && history ? [history, last] : await resume(options, { history, timeline, flushed })
      const done = await copyPieces(options, { from, history: now.id, timeline, flushed, reachMs })
      last = done.last ?? from
      await release(options.database, now, last)
      return { history: now.id, reachMs, bytes: done.bytes }
    },
  }
}

async function readPosition(
  database: ShipWal['database'],
): Promise<{ reachMs: number; flushed: Lsn; timeline: number }> {
  // In this order: what was acknowledged before the time was read has been flushed before the place is.
  const { rows } = await database.query<{ at: Date }>('SELECT clock_timestamp() AS at')
  const { rows: places } = await database.query<{ flushed: string; segment: string }>(
    'SELECT flushed, pg_walfile_name(flushed) AS segment FROM pg_current_wal_flush_lsn() AS flushed',
  )
  const [{ at } = { at: new Date(0) }] = rows
  const [{ flushed, segment } = { flushed: '0/0', segment: '' }] = places
  return { reachMs: at.getTime(), flushed: parseLsn(flushed), timeline: Number.parseInt(segment.slice(0, 8), 16) }
}

interface Resume {
  history: History | null
  timeline: number
  flushed: Lsn
}

/** Where the archive ends when it is of this very log; else a new history begins, which needs a new base copy. */
async function resume(options: ShipWal, { history, timeline, flushed }: Resume): Promise<[History, WalPiece | null]> {
  if (history) {
    const archived = (await listPieces(options.archive, history.id)).at(-1)
    if (!archived) return [history, null]
    if (archived.timeline === timeline && archived.end <= flushed && (await isSame(options, archived)))
      return [history, archived]
  }
  return [await beginHistory(options.database), null]
}

/** False for the copy of a data directory, or one that was put back to an earlier state: its log went another way. */
async function isSame({ archive, folder }: ShipWal, piece: WalPiece): Promise<boolean> {
  // Whether it can be reached is not the question here; whether it is whole, is.
  const isThere = (await archive.store.find(namePiece(piece))) !== null
  const archived = isThere ? await archive.read(namePiece(piece)).catch(() => null) : null
  const own = await readWal({ folder, ...piece }).catch(() => null)
  if (!archived || !own) return false
  return own.equals(archived)
}

interface CopyPieces {
  from: WalPiece | null
  history: string
  timeline: number
  flushed: Lsn
  reachMs: number
}

async function copyPieces(
  { database, archive, folder }: ShipWal,
  { from, history, timeline, flushed, reachMs }: CopyPieces,
): Promise<{ last: WalPiece | null; bytes: number }> {
  const begun = from?.end ?? computeSegmentStart((await findHistory(database))?.keptFrom ?? flushed)
  let last: WalPiece | null = null
  for (let start = begun; start < flushed; start = last.end) {
    const end = Math.min(flushed, start + mostBytes, computeSegmentStart(start) + segmentBytes)
    // Only all of them together reach as far as this moment.
    const piece = { history, timeline, start, end, reachMs: end === flushed ? reachMs : (from?.reachMs ?? 0) }
    await archive.write(namePiece(piece), await readWal({ folder, timeline, start, end }))
    last = piece
  }
  await archive.store.flush()
  return { last, bytes: Math.max(0, flushed - begun) }
}

/** All but the newest piece, by which the log is known again. */
async function release(database: ShipWal['database'], { id, keptFrom }: History, last: WalPiece | null): Promise<void> {
  if (!last || computeSegmentStart(last.start) <= keptFrom) return
  await database.query('SELECT pg_replication_slot_advance($1, $2)', [id, formatLsn(computeSegmentStart(last.start))])
}
