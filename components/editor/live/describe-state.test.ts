import { expect, it } from 'vitest'
import { dayMs, minuteMs } from '@/lib/core/time'
import { announceState, chooseDetail, formatSince, formatUptime } from './describe-state'

const now = Date.parse('2026-06-15T12:00:00Z')
const at = (ms: number) => new Date(now - ms).toISOString()
const ago = (ms: number) => formatSince({ status: 'down', since: at(ms) }, now)

it('says how long a state lasts, briefly', () => {
  expect([ago(1_000), ago(4 * minuteMs), ago(3 * dayMs), ago(40 * dayMs)]).toEqual([
    'just now',
    '4 min',
    '3 d',
    'since May 6',
  ])
  expect(formatSince({ status: 'unknown', since: null }, now)).toBeNull()
})

it('does not say how long nothing has been known', () => {
  expect(formatSince({ status: 'unknown', since: at(4 * minuteMs) }, now)).toBeNull()
})

it('never rounds an uptime up to 100 %', () => {
  expect([1, 0.99999, 0.9876, 0, null].map(formatUptime)).toEqual(['100 %', '99.99 %', '98.76 %', '0 %', null])
})

it('shows what fits, and says a change in a sentence', () => {
  expect([300, 150, 100, 40, 9].map(chooseDetail)).toEqual(['full', 'uptime', 'word', 'icon', 'speck'])
  const report = { id: 'kv', name: null, status: 'down', since: null, message: null, upRatioOfDay: null } as const
  expect([announceState(report), announceState({ ...report, name: 'Cache', status: 'up' })]).toEqual([
    'kv: down.',
    'Cache: up.',
  ])
})
