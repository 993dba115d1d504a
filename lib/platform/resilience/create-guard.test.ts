import { stat } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGuard } from './create-guard'
import type { BreakerState } from './guard'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const fault = new Error('for the test')
const fail = () => Promise.reject(fault)
const hang = () => new Promise<never>(() => {})
const isOpen = { name: 'DependencyUnavailable', reason: 'open', status: 503 }
const timedOut = { name: 'DependencyUnavailable', reason: 'timeout', status: 503 }

function makeGuard() {
  const changes: [BreakerState['state'], unknown][] = []
  const guard = createGuard({
    name: 'test',
    timeoutMs: 100,
    random: () => 0.5,
    onChange: ({ state }, cause) => changes.push([state, cause]),
  })
  const failTimes = async (times: number) => {
    for (let i = 0; i < times; i++) await expect(guard.run(fail)).rejects.toBe(fault)
  }
  return { guard, changes, failTimes }
}

describe('the circuit', () => {
  it('opens after five failures in a row and asks nobody while it is open', async () => {
    const { guard, changes, failTimes } = makeGuard()
    const work = vi.fn(async () => 'well')
    await failTimes(4)
    expect(await guard.run(work)).toBe('well')
    await failTimes(4)
    expect(guard.state()).toEqual({ name: 'test', state: 'closed', failures: 8, openedAtMs: null })
    await failTimes(1)
    const openedAtMs = Date.now()
    work.mockClear()
    await vi.advanceTimersByTimeAsync(29_999)
    await expect(guard.run(work)).rejects.toMatchObject(isOpen)
    expect(work).not.toHaveBeenCalled()
    expect(guard.state()).toEqual({ name: 'test', state: 'open', failures: 9, openedAtMs })
    expect(changes).toEqual([['open', fault]])
  })

  it('lets one call through after 30 s, and only one; a failure opens it for 30 s more', async () => {
    const { guard, changes, failTimes } = makeGuard()
    await failTimes(5)
    await vi.advanceTimersByTimeAsync(30_000)
    const trial = guard.run(hang)
    expect(guard.state().state).toBe('half-open')
    await expect(guard.run(async () => 'another')).rejects.toMatchObject(isOpen)
    const failed = expect(trial).rejects.toMatchObject(timedOut)
    await vi.advanceTimersByTimeAsync(100)
    await failed
    await vi.advanceTimersByTimeAsync(29_000)
    await expect(guard.run(async () => 'too early')).rejects.toMatchObject(isOpen)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await guard.run(async () => 'well')).toBe('well')
    expect(guard.state()).toMatchObject({ state: 'closed', openedAtMs: null })
    expect(changes).toEqual([
      ['open', fault],
      ['closed', undefined],
    ])
  })

  it('is closed by a probe at any time, and not held open by a system clock that jumps', async () => {
    const { guard, failTimes } = makeGuard()
    await failTimes(5)
    await expect(guard.run(fail, { probe: true })).rejects.toBe(fault)
    await expect(guard.run(async () => 'not asked')).rejects.toMatchObject(isOpen)
    expect(await guard.run(async () => 'well', { probe: true })).toBe('well')
    expect(guard.state().state).toBe('closed')

    await failTimes(5)
    vi.setSystemTime(Date.now() - 3_600_000)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await guard.run(async () => 'well')).toBe('well')
  })

  it('takes an error that is an answer for a sign of life', async () => {
    const { guard, failTimes } = makeGuard()
    const isFailure = () => false
    for (let i = 0; i < 10; i++) await expect(guard.run(fail, { isFailure })).rejects.toBe(fault)
    expect(guard.state()).toMatchObject({ state: 'closed', failures: 0 })
    await failTimes(4)
    await expect(guard.run(fail, { isFailure })).rejects.toBe(fault)
    await failTimes(4)
    expect(guard.state().state).toBe('closed')
    await failTimes(1)
    await expect(guard.run(fail, { isFailure, probe: true })).rejects.toBe(fault)
    expect(guard.state().state).toBe('closed')
  })
})

describe('the time', () => {
  it('ends an attempt, and tells it so', async () => {
    const { guard } = makeGuard()
    let signal: AbortSignal | undefined
    const running = guard.run((given) => {
      signal = given
      return hang()
    })
    const failed = expect(running).rejects.toMatchObject(timedOut)
    await vi.advanceTimersByTimeAsync(100)
    await failed
    expect(signal?.aborted).toBe(true)
    expect(guard.state().failures).toBe(1)
  })

  it('leaves the signal alone when the work is done, since its answer may still be read', async () => {
    const { guard } = makeGuard()
    const signal = await guard.run(async (given) => given)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(signal.aborted).toBe(false)
  })
})

it('does not take a stall of this process for one of the dependency', async () => {
  vi.useRealTimers()
  const { guard } = makeGuard()
  const answer = guard.run(async () => (await stat('.')).isDirectory())
  const stalledUntil = performance.now() + 200
  while (performance.now() < stalledUntil);
  expect(await answer).toBe(true)
})

describe('repeating', () => {
  it('is not done unless the work is repeatable', async () => {
    const { guard } = makeGuard()
    const work = vi.fn(fail)
    await expect(guard.run(work)).rejects.toBe(fault)
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('waits 1, 2 and 4 s, then gives up', async () => {
    const { guard } = makeGuard()
    const startedAt = Date.now()
    const at: number[] = []
    const running = guard.run(
      async () => {
        at.push(Date.now() - startedAt)
        throw fault
      },
      { repeatable: true },
    )
    const failed = expect(running).rejects.toBe(fault)
    await vi.runAllTimersAsync()
    await failed
    expect(at).toEqual([0, 1_000, 3_000, 7_000])
  })

  it('jitters by a fifth', async () => {
    const { computeRetryDelayMs } = await import('./create-guard')
    expect([1, 2, 3].map((attempt) => computeRetryDelayMs(attempt, 0))).toEqual([800, 1_600, 3_200])
    expect([1, 2, 3].map((attempt) => Math.round(computeRetryDelayMs(attempt, 0.999_999)))).toEqual([
      1_200, 2_400, 4_800,
    ])
  })

  it('gives what a later attempt gives, also after one that took too long', async () => {
    const { guard } = makeGuard()
    const work = vi.fn<() => Promise<string>>().mockImplementationOnce(hang).mockResolvedValue('well')
    const running = guard.run(work, { repeatable: true })
    await vi.runAllTimersAsync()
    expect(await running).toBe('well')
  })

  it('stops as soon as the circuit opens, and at an answer', async () => {
    const { guard, failTimes } = makeGuard()
    await failTimes(3)
    const running = expect(guard.run(fail, { repeatable: true })).rejects.toMatchObject(isOpen)
    await vi.advanceTimersByTimeAsync(3_000)
    await running
    const { guard: other } = makeGuard()
    const work = vi.fn(fail)
    await expect(other.run(work, { repeatable: true, isFailure: () => false })).rejects.toBe(fault)
    expect(work).toHaveBeenCalledTimes(1)
  })
})

describe('a caller that no longer waits', () => {
  const gone = new Error('the caller is gone')

  it('is let go at once, during an attempt and between two, and the dependency is not blamed', async () => {
    const { guard } = makeGuard()
    const during = new AbortController()
    const running = expect(guard.run(hang, { signal: during.signal })).rejects.toBe(gone)
    during.abort(gone)
    await running
    expect(guard.state().failures).toBe(0)

    const between = new AbortController()
    const work = vi.fn(fail)
    const repeating = expect(guard.run(work, { repeatable: true, signal: between.signal })).rejects.toBe(gone)
    await vi.advanceTimersByTimeAsync(500)
    between.abort(gone)
    await repeating
    await vi.runAllTimersAsync()
    expect(work).toHaveBeenCalledTimes(1)
    await expect(guard.run(work, { signal: between.signal })).rejects.toBe(gone)
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('does not close a circuit by giving up a trial', async () => {
    const { guard, failTimes } = makeGuard()
    await failTimes(5)
    await vi.advanceTimersByTimeAsync(30_000)
    const caller = new AbortController()
    const trial = expect(guard.run(hang, { signal: caller.signal })).rejects.toBe(gone)
    caller.abort(gone)
    await trial
    expect(guard.state().state).toBe('open')
  })
})
