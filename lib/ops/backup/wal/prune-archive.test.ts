import { describe, expect, it } from 'vitest'
import { dayMs } from '@/lib/core/time'
import type { Base } from './base-manifest'
import { formatLsn, nameSegment, parseLsn, segmentBytes } from './lsn'
import { computeOver } from './prune-archive'
import { namePiece, parsePieceName, type WalPiece } from './wal-piece'

const now = 100 * dayMs

const makeBase = (daysAgo: number, segment: number, history = 'one'): Base => ({
  format: 1,
  id: `${history} ${daysAgo}`,
  history,
  timeline: 1,
  postgresMajor: '18',
  platform: 'linux-x64',
  startLsn: segment * segmentBytes + 40,
  completedMs: now - daysAgo * dayMs,
  folders: [],
  files: [],
  label: '',
})

const makePiece = (daysAgo: number, segment: number, history = 'one'): WalPiece => ({
  history,
  timeline: 1,
  start: segment * segmentBytes,
  end: (segment + 1) * segmentBytes,
  reachMs: now - daysAgo * dayMs,
})

describe('what the archive of the log keeps', () => {
  it('is seven days and the base before them, with the log since that', () => {
    const bases = [makeBase(0, 9), makeBase(6, 7), makeBase(8, 5), makeBase(9, 3)]
    const pieces = [makePiece(9, 3), makePiece(8.1, 4), makePiece(8, 5), makePiece(0, 9)]
    expect(computeOver({ bases, pieces, now })).toEqual({ over: [bases[3]], unneeded: pieces.slice(0, 2) })
  })

  it('is no log of another history, unless a base of it may be under way', () => {
    const pieces = [makePiece(3, 9, 'other'), makePiece(0.5, 10, 'other')]
    expect(computeOver({ bases: [makeBase(2, 2)], pieces, now })).toEqual({ over: [], unneeded: [pieces[0]] })
  })
})

describe('a place in the log', () => {
  it('is written as PostgreSQL writes it', () => {
    expect(parseLsn('16/B374D848')).toBe(0x16_b374_d848)
    expect(formatLsn(0x16_b374_d848)).toBe('16/B374D848')
    expect(nameSegment(2, parseLsn('16/B374D848'))).toBe('0000000200000016000000B3')
  })

  it('is in the name of each piece, which is read again', () => {
    const piece = { ...makePiece(1, 4711), history: 'autograph_wal_0a' }
    expect(parsePieceName(namePiece(piece))).toEqual(piece)
    expect(parsePieceName('wal/other/file')).toBe(null)
  })
})
