import { describe, expect, it } from 'vitest'
import { computePrunedTombstones, maxTombstones } from './prune-tombstones'

const tombstones = (count: number, clockOf: (index: number) => number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`shape:${index}`, clockOf(index)]))

describe('computePrunedTombstones', () => {
  it('keeps as many as are allowed', () => {
    expect(computePrunedTombstones(tombstones(maxTombstones, (index) => index))).toBeNull()
  })

  it('forgets the oldest, with room to spare, and says up to which clock', () => {
    const pruned = computePrunedTombstones(tombstones(maxTombstones + 1, (index) => 10 + index))
    expect(pruned?.prunedThrough).toBe(10 + 300)
    expect(Object.values(pruned?.kept ?? {})).toEqual(Array.from({ length: 2_700 }, (_, index) => 311 + index))
  })

  it('forgets all deletions of one push or none', () => {
    const pruned = computePrunedTombstones(tombstones(maxTombstones + 1, (index) => (index < 2_000 ? 5 : 6)))
    expect(pruned?.prunedThrough).toBe(5)
    expect(new Set(Object.values(pruned?.kept ?? {}))).toEqual(new Set([6]))
  })
})
