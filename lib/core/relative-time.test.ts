import { expect, it } from 'vitest'
import { formatLasting, formatRelativeTime } from './relative-time'

const now = Date.parse('2026-03-10T12:00:00Z')

it.each([
  ['2026-03-10T12:00:30Z', 'just now'],
  ['2026-03-10T11:59:01Z', 'just now'],
  ['2026-03-10T11:59:00Z', '1 min ago'],
  ['2026-03-10T11:00:01Z', '59 min ago'],
  ['2026-03-10T10:00:00Z', '2 h ago'],
  ['2026-03-09T11:59:00Z', '1 d ago'],
  ['2026-03-03T12:00:01Z', '6 d ago'],
  ['2026-03-03T12:00:00Z', 'Mar 3'],
  ['2025-12-31T12:00:00Z', 'Dec 31, 2025'],
])('%s is %s', (at, text) => {
  expect(formatRelativeTime(Date.parse(at), now)).toBe(text)
})

it.each([
  ['2026-03-10T12:00:30Z', 'for under 1 min'],
  ['2026-03-10T11:59:00Z', 'for 1 min'],
  ['2026-03-10T10:00:00Z', 'for 2 h'],
  ['2026-03-03T12:00:01Z', 'for 6 d'],
  ['2026-03-03T12:00:00Z', 'since Mar 3'],
])('what began at %s lasts %s', (at, text) => {
  expect(formatLasting(Date.parse(at), now)).toBe(text)
})
