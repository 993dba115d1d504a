import { expect, it } from 'vitest'
import { severalAtOnce } from './several-at-once'

it('does each once, eight at a time', async () => {
  const done: number[] = []
  let [running, most] = [0, 0]
  await severalAtOnce([...Array(30).keys()], async (n) => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    running--
    done.push(n)
  })
  expect([most, done.sort((a, b) => a - b)]).toEqual([8, [...Array(30).keys()]])
})

it('begins none after one has failed, and throws when those under way are over', async () => {
  const [begun, ended]: [number[], number[]] = [[], []]
  const all = severalAtOnce([...Array(30).keys()], async (n) => {
    begun.push(n)
    if (n === 0) throw new Error('the first')
    await new Promise(setImmediate)
    ended.push(n)
  })
  await expect(all).rejects.toThrow('the first')
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(ended).toEqual([1, 2, 3, 4, 5, 6, 7])
})
