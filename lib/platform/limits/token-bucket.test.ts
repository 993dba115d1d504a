import { expect, it } from 'vitest'
import { TokenBucket } from './token-bucket'

it('allows bursts after a rest, and the rate for long', () => {
  const clock = { ms: 0 }
  const bucket = new TokenBucket({ perSecond: 10, atOnce: 30, now: () => clock.ms })
  const usedOf = (count: number) => Array.from({ length: count }, () => bucket.use(1)).filter(Boolean).length
  expect(usedOf(50)).toBe(30)
  clock.ms += 1_000
  expect(usedOf(50)).toBe(10)
  let used = 0
  for (let n = 0; n < 600; n++) {
    clock.ms += 100
    used += usedOf(5)
  }
  expect(used).toBe(600)
  clock.ms += 60_000
  expect(usedOf(50)).toBe(30)
})

it('refuses what is more than there is, whole', () => {
  const bucket = new TokenBucket({ perSecond: 10, atOnce: 30, now: () => 0 })
  expect([bucket.use(31), bucket.use(30), bucket.use(1)]).toEqual([false, true, false])
})

it('has no limit at a rate of 0', () => {
  expect(new TokenBucket({ perSecond: 0, atOnce: 0 }).use(1e12)).toBe(true)
})
