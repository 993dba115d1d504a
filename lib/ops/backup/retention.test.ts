import { expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import { makeBackupId, parseBackupTime } from './manifests'
import { computeKept } from './retention'

const now = Date.UTC(2026, 5, 15, 12, 2)
const every5Minutes = (days: number) =>
  Array.from({ length: (days * dayMs) / (5 * minuteMs) }, (_, count) =>
    makeBackupId(new Date(now - count * 5 * minuteMs)),
  )

it('keeps the last hour, then one for each of 24 hours, 14 days and 8 weeks', () => {
  const ids = every5Minutes(100)
  const kept = [...computeKept(ids, now)].map((id) => now - (parseBackupTime(id)?.getTime() ?? 0)).sort((a, b) => a - b)
  const within = (fromMs: number, toMs: number) => kept.filter((ageMs) => ageMs >= fromMs && ageMs < toMs).length
  expect(within(0, hourMs)).toBe(12)
  expect(within(hourMs + minuteMs, 24 * hourMs)).toBe(22)
  expect(within(dayMs, 14 * dayMs)).toBe(12)
  expect(within(14 * dayMs, 100 * dayMs)).toBe(5)
})

it('keeps what it has whatever comes later: what is kept once is kept by the same rules until it is over', () => {
  let ids: string[] = []
  for (let at = now - 40 * dayMs; at <= now; at += 30 * minuteMs) {
    ids = [...computeKept([...ids, makeBackupId(new Date(at))], at)]
  }
  const days = new Set(ids.map((id) => id.slice(0, 8)))
  expect(days.size).toBeGreaterThanOrEqual(14 + 3)
  expect(ids.length).toBeLessThan(60)
})

it.each([
  ['one that is years old, when it is the newest', [makeBackupId(new Date(now - 900 * dayMs))], 1],
  ['nothing of nothing', [], 0],
  ['one of a clock that is ahead', [makeBackupId(new Date(now + dayMs))], 1],
])('keeps %s', (_, ids, count) => {
  expect(computeKept(ids, now).size).toBe(count)
})
