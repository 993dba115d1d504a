import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { getLog } from '../log/log'
import { trackHealth } from './track-health'

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())

it('says once a minute that the store is down, and once that it is back', () => {
  const warn = vi.spyOn(getLog('kv'), 'warn')
  const info = vi.spyOn(getLog('kv'), 'info')
  const health = trackHealth('redis')
  const sinceMs = Date.now()
  for (let i = 0; i < 180; i++) {
    health.noteFailure('ECONNREFUSED', { down: true })
    health.noteFailure('circuit open', { down: true })
    vi.advanceTimersByTime(1_000)
  }
  expect(warn.mock.calls.map(([facts]) => facts)).toEqual(
    Array.from({ length: 3 }, () =>
      expect.objectContaining({ driver: 'redis', status: 'down', reason: 'ECONNREFUSED' }),
    ),
  )
  expect(health.read()).toEqual({ driver: 'redis', status: 'down', sinceMs, lastError: 'ECONNREFUSED' })
  health.noteUp()
  health.noteUp()
  expect(info).toHaveBeenCalledTimes(1)
  health.noteFailure('ECONNRESET', { down: true })
  health.noteUp()
  expect(warn).toHaveBeenCalledTimes(4)
  health.noteFailure('ECONNRESET', { down: true })
  health.noteUp()
  expect([warn.mock.calls.length, info.mock.calls.length]).toEqual([4, 2])
  expect(health.read()).toEqual({ driver: 'redis', status: 'up', sinceMs: Date.now(), lastError: 'ECONNRESET' })
})

it('stays up when a single call fails', () => {
  const health = trackHealth('redis')
  health.noteFailure('no answer in time', { down: false })
  expect(health.read()).toMatchObject({ status: 'up', lastError: 'no answer in time' })
})
