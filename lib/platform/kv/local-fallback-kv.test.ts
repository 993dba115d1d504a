import { expect, it, vi } from 'vitest'
import { describeKv } from '@/lib/testing/contracts/kv'
import { type Kv, KvUnavailable } from './kv'
import { createLocalFallbackKv } from './local-fallback-kv'
import { createMemoryKv } from './memory-kv'
import { withFallback } from './with-fallback'

const minute = { ttlMs: 60_000 }
const unavailable = async (): Promise<never> => {
  throw new KvUnavailable('for the test')
}
const down: Kv = {
  ...createMemoryKv(),
  get: unavailable,
  getEntry: unavailable,
  set: unavailable,
  delete: unavailable,
  increment: unavailable,
  compareAndSet: unavailable,
  compareAndDelete: unavailable,
}

describeKv('a fallback whose shared store is down', async () =>
  createLocalFallbackKv({ shared: down, local: createMemoryKv() }),
)

it('uses the shared store while it is there', async () => {
  const [shared, local] = [createMemoryKv(), createMemoryKv()]
  const kv = createLocalFallbackKv({ shared, local })
  await kv.increment('n', minute)
  expect([await shared.get('n'), await local.get('n')]).toEqual(['1', null])
})

it('knows the fault of a store that another bundle of the production build has made', async () => {
  vi.resetModules()
  const other = await import('./kv')
  expect(other.KvUnavailable).not.toBe(KvUnavailable)
  const ask = () => Promise.reject(new other.KvUnavailable('for the test'))
  expect(await withFallback(ask, () => 'fallback')).toBe('fallback')
})

it('does not hide a fault of the caller', async () => {
  const kv = createLocalFallbackKv({ shared: createMemoryKv(), local: createMemoryKv() })
  await expect(kv.get('')).rejects.toThrow(RangeError)
  await expect(withFallback(unavailable, () => 'fallback')).resolves.toBe('fallback')
})
