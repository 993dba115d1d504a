import { ClientWebSocketAdapter } from '@tldraw/sync-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const rejections: unknown[] = []
const caught = process.listeners('unhandledRejection')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  vi.stubGlobal('navigator', {})
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', (error) => rejections.push(error))
})

afterEach(() => {
  process.removeAllListeners('unhandledRejection')
  for (const listener of caught) process.on('unhandledRejection', listener)
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Why the socket is our own; when an upgrade makes this fail, the library has learnt to retry. */
test('the library never connects again after its address function has failed once', async () => {
  let asked = 0
  const adapter = new ClientWebSocketAdapter(() => {
    asked += 1
    return Promise.reject(new Error('the address is not known yet'))
  })
  await vi.advanceTimersByTimeAsync(60_000)
  await vi.waitFor(() => expect(rejections).toHaveLength(1))
  expect(asked).toBe(1)
  adapter.close()
})
