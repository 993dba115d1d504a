import type { Vault } from '../vault'
import type { Lsn } from './lsn'

const folder = 'wal/'

/** Some bytes of the write-ahead log, as one file of the archive. */
export interface WalPiece {
  /** Of which server; the log of a database that was restored is another one from there on. */
  history: string
  timeline: number
  start: Lsn
  end: Lsn
  /** What was acknowledged before this moment is in the log up to `end`. */
  reachMs: number
}

const pattern = /^wal\/([0-9a-z_]+)\/([0-9a-f]{8})-([0-9a-f]{16})-([0-9a-f]{16})-(\d+)$/

/** Names sort by place in the log. */
export function namePiece({ history, timeline, start, end, reachMs }: WalPiece): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return `${folder}${history}/${hex(timeline, 8)}-${hex(start, 16)}-${hex(end, 16)}-${reachMs}`
}

export function parsePieceName(name: string): WalPiece | null {
  const [, history, timeline = '', start = '', end = '', reachMs] = pattern.exec(name) ?? []
  if (history === undefined) return null
  const hex = (digits: string) => Number.parseInt(digits, 16)
  return { history, timeline: hex(timeline), start: hex(start), end: hex(end), reachMs: Number(reachMs) }
}

/** In the order of the log. */
export async function listPieces({ store }: Pick<Vault, 'store'>, history?: string): Promise<WalPiece[]> {
  const pieces: WalPiece[] = []
  for await (const { name } of store.list(history === undefined ? folder : `${folder}${history}/`)) {
    const piece = parsePieceName(name)
    if (piece) pieces.push(piece)
  }
  return pieces.sort((a, b) => a.start - b.start || a.end - b.end)
}
