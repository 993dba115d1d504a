import { describe, expect, it } from 'vitest'
import { parseMoment } from './parse-moment'

const now = new Date('2026-11-23T13:05:00.000Z')

describe('--at', () => {
  it.each([
    ['2026-11-23T13:05:00Z', now],
    ['2026-11-23T14:05:00+01:00', now],
    ['2026-11-23T08:34:59.250-04:30', new Date(now.getTime() - 750)],
    ['latest', 'latest'],
  ])('%s is a moment', (text, at) => {
    expect(parseMoment(text, now.getTime())).toEqual(at)
  })

  it.each([
    '',
    'yesterday',
    '2026-11-23',
    '14:05',
    '2026-11-23 14:05:00Z',
    '2026-02-30T00:00:00Z',
    '1795442700',
    'Latest',
  ])('%j is none', (text) => {
    expect(() => parseMoment(text, now.getTime())).toThrow(
      `${JSON.stringify(text)} is not a moment; say one like 2026-11-23T14:05:00+01:00, or latest.`,
    )
  })

  it('must say its time zone, since machines and people have different ones', () => {
    expect(() => parseMoment('2026-11-23T14:05:00', now.getTime())).toThrow(
      '2026-11-23T14:05:00 has no time zone: add Z for UTC, or how far yours is ahead of it, as in 2026-11-23T14:05:00+01:00.',
    )
  })

  it('cannot be in the future, whatever its time zone', () => {
    expect(() => parseMoment('2026-11-23T14:05:00Z', now.getTime())).toThrow(
      '2026-11-23T14:05:00Z is in the future: now it is 2026-11-23T13:05:00.000Z. For the end of the log say latest.',
    )
    expect(() => parseMoment('2026-11-23T13:05:00-01:00', now.getTime())).toThrow(/is in the future/)
  })
})
