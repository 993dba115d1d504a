import { expect, it } from 'vitest'
import { dayMs, hourMs } from '@/lib/core/time'
import type { Span, SpanStatus } from '@/lib/ops/health/span-journal'
import { computeHistory, computeHistoryStart, shownDays } from './compute-history'

const now = Date.parse('2026-11-22T12:00:00Z')
const today = Date.parse('2026-11-22T00:00:00Z')
const span = (status: SpanStatus, fromMs: number, untilMs: number): Span => ({
  ...{ componentId: 'kv', message: null, status },
  startedAtMs: fromMs,
  endedAtMs: untilMs,
})

it('has 90 days of UTC, today’s until now', () => {
  const { days, uptime } = computeHistory([], now)
  expect([days.length, days[0]?.date, days.at(-1)?.date]).toEqual([shownDays, '2026-08-25', '2026-11-22'])
  expect(uptime).toBeNull()
  expect(days.every((day) => day.status === 'unknown' && day.uptime === null)).toBe(true)
  expect(new Date(computeHistoryStart(now)).toISOString()).toBe('2026-08-25T00:00:00.000Z')
})

it('counts by hand: maintenance is neither up nor down, and neither is what nobody saw', () => {
  const { days, uptime } = computeHistory(
    [
      // Two days ago: 12 h up, 6 h down; 6 h are not known.
      span('up', today - 2 * dayMs, today - 2 * dayMs + 12 * hourMs),
      span('down', today - 2 * dayMs + 12 * hourMs, today - 2 * dayMs + 18 * hourMs),
      // Yesterday: maintenance, then up over midnight, then degraded.
      span('maintenance', today - dayMs, today - 12 * hourMs),
      span('up', today - 12 * hourMs, today + 6 * hourMs),
      span('degraded', today + 6 * hourMs, now),
    ],
    now,
  )
  expect(days.slice(-3)).toEqual([
    { date: '2026-11-20', status: 'down', uptime: 12 / 18 },
    { date: '2026-11-21', status: 'maintenance', uptime: 1 },
    { date: '2026-11-22', status: 'degraded', uptime: 1 },
  ])
  expect(uptime).toBe((12 + 12 + 12) / (18 + 12 + 12))
})

it('gives a day nothing of a span that ends with the day before', () => {
  const { days } = computeHistory([span('down', today - hourMs, today)], now)
  expect(days.slice(-2).map(({ status }) => status)).toEqual(['down', 'unknown'])
})

it('takes in a span that began long ago', () => {
  const { days, uptime } = computeHistory([span('up', 0, now)], now)
  expect([days.every(({ status }) => status === 'up'), uptime]).toEqual([true, 1])
})
