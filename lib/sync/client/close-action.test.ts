import { expect, test } from 'vitest'
import { computeCloseAction, computePace, computeRetryDelayMs } from './close-action'

const retry = { type: 'retry', pace: 'normal', busy: false }
const retrySoon = { ...retry, pace: 'soon' }

test.each([
  [4401, '', { type: 'stop', reason: 'signed-out' }],
  [4403, '', { type: 'stop', reason: 'access-lost' }],
  [4404, '', { type: 'stop', reason: 'not-found' }],
  [4413, '', { type: 'stop', reason: 'too-large' }],
  [4429, '', { type: 'retry', pace: 'slow', busy: true }],
  [4409, '', retrySoon],
  [1012, '', retrySoon],
  [1006, '', retry],
  [4099, 'CLIENT_TOO_OLD', { type: 'stop', reason: 'client-too-old' }],
  [4099, 'INVALID_RECORD', { type: 'stop', reason: 'invalid-record' }],
  [4099, 'ROOM_FULL', { type: 'retry', pace: 'slow', busy: true }],
  [4099, 'UNKNOWN_ERROR', retry],
  [4099, '', retry],
])('a close with %i %s', (code, reason, action) => {
  expect(computeCloseAction({ code, reason })).toEqual(action)
})

test('waits longer with every attempt, up to a limit, and never the same for everyone', () => {
  const delays = (random: number) =>
    [0, 1, 2, 5, 9, 400].map((attempt) => computeRetryDelayMs({ attempt, pace: 'normal', random }))
  expect(delays(1)).toEqual([250, 500, 1_000, 5_000, 5_000, 5_000])
  expect(delays(0)).toEqual([125, 250, 500, 2_500, 2_500, 2_500])
  expect(computeRetryDelayMs({ attempt: 0, pace: 'slow', random: 1 })).toBe(5_000)
})

test('after a restart was announced, a port that refuses is asked again within a second, for half a minute', () => {
  const delays = Array.from({ length: 60 }, (_, attempt) => {
    const pace = computePace({ before: 'soon', asked: 'normal', attempt })
    return computeRetryDelayMs({ attempt, pace, random: 1 })
  })
  expect(delays.slice(0, 40).every((delayMs) => delayMs <= 1_000)).toBe(true)
  expect(delays.at(-1)).toBe(5_000)
  expect(computePace({ before: 'soon', asked: 'slow', attempt: 0 })).toBe('slow')
  expect(computePace({ before: 'normal', asked: 'normal', attempt: 0 })).toBe('normal')
})
