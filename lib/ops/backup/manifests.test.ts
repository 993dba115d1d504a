import { expect, it } from 'vitest'
import { makeBackupId, parseBackupTime } from './manifests'

it('ids sort as the backups were taken, to the millisecond', () => {
  const times = [0, 1, 9, 10, 15, 16, 255, 256, 998, 999, 1_000, 61_001].map((ms) => new Date(1_795_000_000_000 + ms))
  const ids = times.map(makeBackupId)
  expect(ids.toSorted()).toEqual(ids)
  expect(ids.map(parseBackupTime)).toEqual(times.map((at) => new Date(Math.floor(at.getTime() / 1_000) * 1_000)))
})

it('an id of an older version is one still', () => {
  expect(parseBackupTime('20261122-140503-9f3a')).toEqual(new Date('2026-11-22T14:05:03Z'))
})
