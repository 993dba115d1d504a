import { describe, expect, it } from 'vitest'
import { hourMs, minuteMs, secondMs } from '@/lib/core/time'
import { barRanges } from './ranges'
import { type BarSpan, computeBarStart, computeBarState, computeUptimeBars } from './uptime-bars'

/** 48 bars of half an hour. */
const range = barRanges[0]
const noon = Date.UTC(2026, 10, 22, 12)
const nowMs = noon + 10 * minuteMs
const span = (status: BarSpan['status'], from: number, to: number, message: string | null = null): BarSpan => ({
  ...{ status, message, startedAtMs: noon + from * minuteMs, endedAtMs: noon + to * minuteMs },
})
const always = span('up', -48 * 60, 10)
const barsOf = (...spans: BarSpan[]) => computeUptimeBars(spans, range, nowMs).bars

it('bars begin at multiples of their length, and the last one is not over', () => {
  expect(computeBarStart(range, nowMs)).toBe(noon - 47 * 30 * minuteMs)
  expect(computeUptimeBars([always], range, nowMs)).toEqual({
    fromMs: noon - 47 * 30 * minuteMs,
    untilMs: nowMs,
    bars: Array.from({ length: 48 }, () => null),
  })
})

describe('a bar', () => {
  it('says what was not up, and what was said of the longest of it', () => {
    const bars = barsOf(
      span('up', -48 * 60, -50),
      span('down', -50, -45, 'It did not answer.'),
      span('degraded', -45, -43, 'It is slow.'),
      span('up', -43, 10),
    )
    expect(bars.at(-3)).toEqual([2 * 60, 5 * 60, 0, 0, 'It did not answer.'])
    expect(bars.filter((bar) => bar !== null)).toHaveLength(1)
  })

  it('takes its part of what reaches over several', () => {
    const bars = barsOf(span('up', -48 * 60, -70), span('down', -70, 5), span('up', 5, 10))
    expect(bars.slice(-4)).toEqual([
      [0, 10 * 60, 0, 0, null],
      [0, 30 * 60, 0, 0, null],
      [0, 30 * 60, 0, 0, null],
      [0, 5 * 60, 0, 0, null],
    ])
  })

  it('does not take what nobody saw for up: a restart is unknown', () => {
    const bars = barsOf(span('up', -48 * 60, -10), { ...span('up', -10, 10), startedAtMs: noon - 8 * minuteMs })
    expect(bars.at(-2)).toEqual([0, 0, 0, 2 * 60, null])
    expect(computeBarState(bars.at(-2)!, 30 * 60)).toBe('up')
    expect(barsOf().at(-2)).toEqual([0, 0, 0, 30 * 60, null])
  })

  it('counts time once when spans overlap', () => {
    expect(barsOf(span('down', -30, -20), span('up', -28, 10), span('up', -48 * 60, -30)).at(-2)).toEqual([
      ...[0, 10 * 60, 0, 0, null],
    ])
  })

  it('forgives the second between two looks', () => {
    const until = { ...span('up', -48 * 60, 0), endedAtMs: noon - 400 }
    expect(barsOf(until, span('up', 0, 10)).at(-2)).toBeNull()
  })
})

it.each([
  ['up', null],
  ['down', [0, 1, 0, 0, null]],
  ['down', [100, 1, 1_000, 600, null]],
  ['degraded', [5, 0, 0, 0, null]],
  ['up', [0, 0, 0, 1_700, null]],
  ['unknown', [0, 0, 0, 1_800, null]],
  ['maintenance', [0, 0, 900, 600, null]],
  ['up', [0, 0, 60, 0, null]],
] as const)('a bar is %s: %j', (state, bar) => {
  expect(computeBarState(bar, 30 * 60)).toBe(state)
})

it('90 days are as many bars', () => {
  const days = barRanges[3]
  const { bars, fromMs } = computeUptimeBars([], days, nowMs)
  expect([bars.length, new Date(fromMs).toISOString()]).toEqual([90, '2026-08-25T00:00:00.000Z'])
  expect(bars.at(-1)).toEqual([0, 0, 0, (12 * hourMs + 10 * minuteMs) / secondMs, null])
})
