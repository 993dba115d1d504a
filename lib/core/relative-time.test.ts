import { expect, it } from 'vitest'
import { formatRelativeTime } from './relative-time'

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
