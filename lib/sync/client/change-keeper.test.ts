import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startChangeKeeper } from './change-keeper'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function startWith(storage: { fails: boolean } = { fails: false }) {
  const log: string[] = []
  const step = async (entry: string) => {
    if (storage.fails) throw new Error('QuotaExceededError')
    log.push(entry)
  }
  const keeper = startChangeKeeper<string>({
    write: (value) => step(`write ${value}`),
    clear: () => step('clear'),
    now: Date.now,
    onSettled: () => undefined,
  })
  return { keeper, log, storage }
}

test('writes the newest value soon, and clears it when it is acknowledged', async () => {
  const { keeper, log } = startWith()
  keeper.keep('a')
  keeper.keep('ab')
  expect(keeper.isKept()).toBe(false)
  await vi.advanceTimersByTimeAsync(100)
  expect({ log, kept: keeper.isKept() }).toEqual({ log: ['write ab'], kept: true })
  keeper.keep(null)
  await vi.advanceTimersByTimeAsync(100)
  expect(log).toEqual(['write ab', 'clear'])
})

test('an edit that is acknowledged before its time writes nothing', async () => {
  const { keeper, log } = startWith()
  keeper.keep('a')
  keeper.keep(null)
  await vi.advanceTimersByTimeAsync(500)
  expect({ log, kept: keeper.isKept(), risk: keeper.isAtRisk() }).toEqual({ log: [], kept: true, risk: false })
})

test('a flush does not wait for the timer', async () => {
  const { keeper, log } = startWith()
  keeper.keep('a')
  await keeper.flush()
  expect(log).toEqual(['write a'])
})

test('what the browser refuses to keep is at risk, is tried again, and is safe once it lies there', async () => {
  const { keeper, log, storage } = startWith({ fails: true })
  keeper.keep('a')
  await vi.advanceTimersByTimeAsync(100)
  expect({ risk: keeper.isAtRisk(), kept: keeper.isKept() }).toEqual({ risk: true, kept: false })
  storage.fails = false
  await vi.advanceTimersByTimeAsync(100)
  expect({ log, risk: keeper.isAtRisk(), kept: keeper.isKept() }).toEqual({ log: ['write a'], risk: false, kept: true })
})
