import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createMemoryKv } from '../kv/memory-kv'
import { countUse, type Limit } from './count-use'

const setUp = () => {
  const clock = { ms: 1_000 }
  return { clock, kv: createMemoryKv({ maxEntries: 100, now: () => clock.ms }) }
}
const limit = (key: string, most: number): Limit => ({ key, keyType: 'ip', most, windowMs: 60_000 })

it('allows exactly as many as the limit says, in parallel too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 120 }), async (most, asked) => {
      const { kv } = setUp()
      const usages = await Promise.all(Array.from({ length: asked }, () => countUse([limit('a', most)], kv)))
      expect(usages.filter((usage) => !usage?.isExceeded)).toHaveLength(Math.min(most, asked))
    }),
  )
})

it('tells of the limit that ends first, and starts again after its time', async () => {
  const { clock, kv } = setUp()
  const [user, ip] = [limit('user', 2), limit('ip', 10)]
  expect(await countUse([user, ip], kv)).toEqual({ limit: user, remaining: 1, resetSeconds: 60, isExceeded: false })
  clock.ms += 30_500
  await countUse([user, ip], kv)
  expect(await countUse([user, ip], kv)).toEqual({ limit: user, remaining: 0, resetSeconds: 30, isExceeded: true })
  clock.ms += 29_501
  expect(await countUse([user, ip], kv)).toMatchObject({ limit: user, remaining: 1, isExceeded: false })
})

it('does not let one who is refused use up what others share', async () => {
  const { kv } = setUp()
  const ip = limit('ip', 10)
  for (let n = 0; n < 50; n++) await countUse([limit('user', 3), ip], kv)
  expect(await countUse([ip], kv)).toMatchObject({ remaining: 6, isExceeded: false })
})

it('is nothing without limits', async () => {
  expect(await countUse([], setUp().kv)).toBeNull()
})
