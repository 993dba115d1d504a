import { afterAll, expect, it } from 'vitest'
import { createSvgCleaner } from './svg-cleaner'

const wrap = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`
const cleaner = createSvgCleaner({ timeoutMs: 3_000, maxWaiting: 2 })
afterAll(() => cleaner.stop())

it('cleans in another thread', async () => {
  const clean = await cleaner.clean(wrap('<script>alert(1)</script><circle r="3"/>'))
  expect(clean).toBe(wrap('<circle r="3"/>'))
  expect(await cleaner.clean('hello')).toBeNull()
})

it('gives up a drawing that would take minutes, blocks nobody meanwhile, and goes on with the next', async () => {
  let longestMs = 0
  let last = performance.now()
  const watch = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last)
    last = performance.now()
  }, 5)
  const bomb = cleaner.clean(wrap('<g>'.repeat(20_000) + '</g>'.repeat(20_000)))
  const after = cleaner.clean(wrap('<circle r="3"/>'))
  expect(await bomb).toBeNull()
  expect(await after).toBe(wrap('<circle r="3"/>'))
  clearInterval(watch)
  expect(longestMs).toBeLessThan(1_000)
})

it('lets only so many wait', async () => {
  await cleaner.stop()
  const jobs = [1, 2].map((r) => cleaner.clean(wrap(`<circle r="${r}"/>`)))
  await expect(cleaner.clean(wrap(''))).rejects.toMatchObject({ code: 'unavailable' })
  expect(await Promise.all(jobs)).toEqual([1, 2].map((r) => wrap(`<circle r="${r}"/>`)))
})
