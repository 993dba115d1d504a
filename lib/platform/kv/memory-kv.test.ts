import { expect, it } from 'vitest'
import { describeKv } from '@/lib/testing/contracts/kv'
import { createMemoryKv } from './memory-kv'

const minute = { ttlMs: 60_000 }

describeKv('the store of one process', async () => createMemoryKv())

it('forgets to the millisecond', async () => {
  let nowMs = 1_000
  const kv = createMemoryKv({ now: () => nowMs })
  await kv.set('key', 'x', { ttlMs: 100 })
  await kv.increment('n', { ttlMs: 100 })
  nowMs += 60
  expect(await kv.getEntry('key')).toEqual({ value: 'x', expiresInMs: 40 })
  expect(await kv.increment('n', { ttlMs: 100 })).toEqual({ value: 2, expiresInMs: 40 })
  nowMs += 41
  expect(await kv.get('key')).toBeNull()
  expect(await kv.increment('n', { ttlMs: 100 })).toEqual({ value: 1, expiresInMs: 100 })
})

it('stays within its bounds: what was used least recently goes first', async () => {
  const byCount = createMemoryKv({ maxEntries: 3 })
  for (const key of ['a', 'b', 'c']) await byCount.set(key, 'x', minute)
  await byCount.get('a')
  await byCount.set('d', 'x', minute)
  expect(await Promise.all(['a', 'b', 'c', 'd'].map((key) => byCount.get(key)))).toEqual(['x', null, 'x', 'x'])

  const byLength = createMemoryKv({ maxLength: 1_000 })
  for (const key of ['a', 'b', 'c']) await byLength.set(key, 'x'.repeat(400), minute)
  expect((await Promise.all(['a', 'b', 'c'].map((key) => byLength.get(key)))).map((value) => value?.length)).toEqual([
    undefined,
    400,
    400,
  ])
})
