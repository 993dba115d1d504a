import { expect, it } from 'vitest'
import type { Bar } from '@/lib/ops/status/pure/uptime-bars'
import { describeBar, formatUptime } from './describe-bar'

const fromMs = new Date(2026, 10, 21, 10).getTime()

it.each<[Bar, number, string]>([
  [null, 30, '21 Nov 10:00 to 10:30: up all the time.'],
  [
    [0, 252, 0, 3, 'Mail did not answer.'],
    30,
    '21 Nov 10:00 to 10:30: down for 4 min 12 s, not known for 3 s. Mail did not answer.',
  ],
  [[60, 0, 600, 0, null], 30, '21 Nov 10:00 to 10:30: degraded for 1 min, in maintenance for 10 min.'],
  [[0, 0, 0, 1_800, null], 30, '21 Nov 10:00 to 10:30: not known.'],
  [[0, 0, 0, 86_400, null], 24 * 60, '21 Nov 10:00 to 22 Nov 10:00: not known.'],
])('%j in words', (bar, minutes, words) => {
  expect(describeBar({ bar, fromMs, untilMs: fromMs + minutes * 60_000 })).toBe(words)
})

it('nothing is rounded up to 100', () => {
  expect([null, 1, 0.99999, 0.5].map(formatUptime)).toEqual(['Not known yet', '100 %', '99.99 %', '50 %'])
})
