import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GroupCommit } from './group-commit'

describe('GroupCommit', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function setUp() {
    const log: string[] = []
    const ends: ((error?: Error) => void)[] = []
    const commit = new GroupCommit({
      windowMs: 10,
      write: () => {
        log.push(`write at ${Date.now() - startMs}`)
        return new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())))
      },
      onFailure: ({ failures, delayMs }) => log.push(`failure ${failures}, again in ${delayMs}`),
    })
    const startMs = Date.now()
    const end = async (error?: Error) => {
      ends.shift()?.(error)
      await vi.advanceTimersByTimeAsync(0)
    }
    return { commit, log, end }
  }

  it('writes in time whatever the wall clock does', async () => {
    const { commit, log, end } = setUp()
    commit.request()
    await vi.advanceTimersByTimeAsync(3)
    await end()
    vi.setSystemTime(Date.now() - 3_600_000)
    commit.request()
    await vi.advanceTimersByTimeAsync(10)
    expect(log).toHaveLength(2)
  })

  it('writes at once, then one write for all that came meanwhile, at least a window later', async () => {
    const { commit, log, end } = setUp()
    commit.request()
    await vi.advanceTimersByTimeAsync(3)
    commit.request()
    commit.request()
    await end()
    await vi.advanceTimersByTimeAsync(100)
    await end()
    await vi.advanceTimersByTimeAsync(100)
    expect(log).toEqual(['write at 0', 'write at 10'])
  })

  it('never has two writes under way', async () => {
    const { commit, log } = setUp()
    commit.request()
    await vi.advanceTimersByTimeAsync(5)
    commit.request()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(log).toEqual(['write at 0'])
  })

  it('tries again with growing pauses until it works, without being asked', async () => {
    const { commit, log, end } = setUp()
    commit.request()
    await vi.advanceTimersByTimeAsync(0)
    await end(new Error('down'))
    await vi.advanceTimersByTimeAsync(50)
    await end(new Error('down'))
    await vi.advanceTimersByTimeAsync(100)
    await end()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(log).toEqual([
      'write at 0',
      'failure 1, again in 50',
      'write at 50',
      'failure 2, again in 100',
      'write at 150',
    ])
  })

  it('stops for good, also in the middle of a write', async () => {
    const { commit, log, end } = setUp()
    commit.request()
    await vi.advanceTimersByTimeAsync(0)
    commit.stop()
    await end(new Error('down'))
    commit.request()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(log).toEqual(['write at 0', 'failure 1, again in 50'])
  })
})
