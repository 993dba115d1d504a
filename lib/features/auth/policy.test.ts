import { describe, expect, it } from 'vitest'
import { dayMs, minuteMs } from '@/lib/core/time'
import { computeSessionLifetimeMs, computeSessionState, isSeenStale, mayRegister, type SessionFacts } from './policy'

const now = 1_000_000_000_000
const facts = (change: Partial<SessionFacts> = {}): SessionFacts => ({
  expiresAtMs: now + 1,
  revoked: false,
  lastSeenAtMs: now,
  ...change,
})

it.each([
  ['just before it ends', facts(), 'active'],
  ['at its end', facts({ expiresAtMs: now }), 'expired'],
  ['revoked', facts({ revoked: true }), 'revoked'],
  ['revoked and past its end', facts({ revoked: true, expiresAtMs: 0 }), 'revoked'],
] as const)('a session %s', (_, session, state) => {
  expect(computeSessionState(session, { nowMs: now, idleMs: 0 })).toBe(state)
})

it.each([
  [0, 365 * dayMs, 'active'],
  [15 * minuteMs, 15 * minuteMs - 1, 'active'],
  [15 * minuteMs, 15 * minuteMs, 'expired'],
] as const)('with %i ms of rest allowed, a session unused for %i ms is %s', (idleMs, unusedMs, state) => {
  expect(computeSessionState(facts({ lastSeenAtMs: now - unusedMs }), { nowMs: now, idleMs })).toBe(state)
})

it('lasts a day, or thirty', () => {
  expect([computeSessionLifetimeMs(false), computeSessionLifetimeMs(true)]).toEqual([dayMs, 30 * dayMs])
})

it('is noted as seen at most once a minute', () => {
  expect(isSeenStale(facts({ lastSeenAtMs: now - minuteMs + 1 }), now)).toBe(false)
  expect(isSeenStale(facts({ lastSeenAtMs: now - minuteMs }), now)).toBe(true)
})

describe('registration', () => {
  it.each([
    ['open', true, true],
    ['open', false, true],
    ['invite', true, true],
    ['invite', false, false],
    ['closed', true, true],
    ['closed', false, false],
  ] as const)('%s, first account %s: %s', (registration, isFirst, allowed) => {
    expect(mayRegister(registration, isFirst)).toBe(allowed)
  })
})
