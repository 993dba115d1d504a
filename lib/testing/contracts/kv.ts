import { describe, expect, it } from 'vitest'
import { maxValueLength } from '@/lib/platform/kv/assert-kv-input'
import type { Kv } from '@/lib/platform/kv/kv'
import { waitFor } from '../wait-for'

const minute = { ttlMs: 60_000 }
const texts = {
  empty: '',
  number: '00123',
  json: '{"a":[1,null,"x"]}',
  null: 'null',
  quoted: '"quoted"',
  'base 64': 'aGVsbG8=',
  'control characters': 'a\0b\r\n\tc',
  'other scripts': 'Grüße, 図, 🧭',
  'as long as allowed': 'é'.repeat(maxValueLength),
}

/** What every driver of kv promises. `create` makes an empty store, called once per test. */
export function describeKv(name: string, create: () => Promise<Kv>): void {
  describe(`${name} keeps the contract of kv`, () => {
    describeValues(create)
    describeExpiry(create)
    describeCounts(create)
    describeComparison(create)
    describeFaults(create)
  })
}

function describeValues(create: () => Promise<Kv>): void {
  it.each(Object.entries(texts))('gives back text as it was: %s', async (_, text) => {
    const kv = await create()
    expect(await kv.set('key', text, minute)).toBe(true)
    expect(await kv.get('key')).toBe(text)
    expect(await kv.compareAndSet('key', { expected: text, value: 'next', ...minute })).toBe(true)
  })

  it('answers null for what is not there', async () => {
    const kv = await create()
    expect([await kv.get('nothing'), await kv.getEntry('nothing')]).toEqual([null, null])
  })

  it('replaces, deletes, and says whether there was something', async () => {
    const kv = await create()
    await kv.set('key', 'old', minute)
    await kv.set('key', 'new', minute)
    expect(await kv.get('key')).toBe('new')
    expect([await kv.delete('key'), await kv.delete('key')]).toEqual([true, false])
    expect(await kv.get('key')).toBeNull()
  })

  it('tells keys apart, whatever is in them', async () => {
    const kv = await create()
    const keys = ['a', 'A', 'a:b', 'a b', 'a/b', 'a*', 'a?', '{a}', 'é', 'ip:::1', '%2f', 'x'.repeat(512)]
    await Promise.all(keys.map((key) => kv.set(key, `of ${key}`, minute)))
    expect(await Promise.all(keys.map((key) => kv.get(key)))).toEqual(keys.map((key) => `of ${key}`))
  })

  it('lets one of fifty win who all set what is absent', async () => {
    const kv = await create()
    const won = await Promise.all(
      Array.from({ length: 50 }, (_, i) => kv.set('key', String(i), { ...minute, ifAbsent: true })),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await kv.get('key')).toBe(String(won.indexOf(true)))
  })
}

function describeExpiry(create: () => Promise<Kv>): void {
  it('forgets after the time to live, which a new value starts again', async () => {
    const kv = await create()
    await kv.set('short', 'x', { ttlMs: 40 })
    await kv.set('prolonged', 'x', { ttlMs: 40 })
    await kv.set('prolonged', 'y', minute)
    await waitFor('the value to expire', async () => (await kv.get('short')) === null)
    expect(await kv.get('prolonged')).toBe('y')
    expect(await kv.set('short', 'again', { ...minute, ifAbsent: true })).toBe(true)
  })

  it('says how long a value still lives', async () => {
    const kv = await create()
    await kv.set('key', 'x', { ttlMs: 50_000 })
    const entry = await kv.getEntry('key')
    expect(entry).toEqual({ value: 'x', expiresInMs: expect.any(Number) })
    expect(entry?.expiresInMs).toBeGreaterThan(40_000)
    expect(entry?.expiresInMs).toBeLessThanOrEqual(50_000)
  })
}

function describeCounts(create: () => Promise<Kv>): void {
  it('counts from nothing, also by other steps, and shows the count as a value', async () => {
    const kv = await create()
    expect(await kv.increment('n', minute)).toMatchObject({ value: 1 })
    expect(await kv.increment('n', { ...minute, by: 5 })).toMatchObject({ value: 6 })
    expect(await kv.increment('n', { ...minute, by: -2 })).toMatchObject({ value: 4 })
    expect(await kv.get('n')).toBe('4')
  })

  it('does not prolong a count by counting', async () => {
    const kv = await create()
    expect((await kv.increment('n', { ttlMs: 30_000 })).expiresInMs).toBe(30_000)
    const { expiresInMs } = await kv.increment('n', { ttlMs: 300_000 })
    expect(expiresInMs).toBeGreaterThan(20_000)
    expect(expiresInMs).toBeLessThanOrEqual(30_000)
  })

  it('starts again once the time is over', async () => {
    const kv = await create()
    await kv.increment('n', { ttlMs: 40, by: 7 })
    await waitFor('the count to expire', async () => (await kv.get('n')) === null)
    expect(await kv.increment('n', minute)).toMatchObject({ value: 1 })
  })

  it('gives each of two hundred at once its own number', async () => {
    const kv = await create()
    const counts = await Promise.all(Array.from({ length: 200 }, () => kv.increment('n', minute)))
    expect(counts.map(({ value }) => value).sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
  })

  it('refuses to count what is no number, and leaves it as it is', async () => {
    const kv = await create()
    await kv.set('key', 'text', minute)
    await expect(kv.increment('key', minute)).rejects.toThrow('not a count')
    expect(await kv.get('key')).toBe('text')
  })
}

function describeComparison(create: () => Promise<Kv>): void {
  it('changes and deletes only what is as expected', async () => {
    const kv = await create()
    expect(await kv.compareAndSet('key', { expected: '', value: 'x', ...minute })).toBe(false)
    expect(await kv.compareAndDelete('key', '')).toBe(false)
    await kv.set('key', 'a', minute)
    expect(await kv.compareAndSet('key', { expected: 'b', value: 'x', ...minute })).toBe(false)
    expect(await kv.compareAndSet('key', { expected: 'a', value: 'b', ttlMs: 5_000 })).toBe(true)
    expect((await kv.getEntry('key'))?.expiresInMs).toBeLessThanOrEqual(5_000)
    expect(await kv.compareAndDelete('key', 'a')).toBe(false)
    expect(await kv.compareAndDelete('key', 'b')).toBe(true)
    expect(await kv.get('key')).toBeNull()
  })

  it('lets one of fifty win who all expect the same', async () => {
    const kv = await create()
    await kv.set('key', 'start', minute)
    const won = await Promise.all(
      Array.from({ length: 50 }, (_, i) => kv.compareAndSet('key', { expected: 'start', value: String(i), ...minute })),
    )
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await kv.get('key')).toBe(String(won.indexOf(true)))
  })
}

function describeFaults(create: () => Promise<Kv>): void {
  it.each(['', 'a\nb', 'a\0', '\uD83D', 'x'.repeat(513)])('refuses the key %j', async (key) => {
    const kv = await create()
    const attempts = [
      kv.get(key),
      kv.getEntry(key),
      kv.set(key, 'x', minute),
      kv.delete(key),
      kv.increment(key, minute),
      kv.compareAndSet(key, { expected: 'x', value: 'y', ...minute }),
      kv.compareAndDelete(key, 'x'),
    ]
    for (const attempt of attempts) await expect(attempt).rejects.toThrow(RangeError)
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses a time to live of %d ms', async (ttlMs) => {
    const kv = await create()
    await expect(kv.set('key', 'x', { ttlMs })).rejects.toThrow(RangeError)
    await expect(kv.increment('key', { ttlMs })).rejects.toThrow(RangeError)
    await expect(kv.compareAndSet('key', { expected: '', value: 'x', ttlMs })).rejects.toThrow(RangeError)
  })

  it.each(['\uFEFFmarked', 'half a \uD83D pair'])('refuses the value %j', async (value) => {
    const kv = await create()
    await expect(kv.set('key', value, minute)).rejects.toThrow(RangeError)
    await expect(kv.compareAndSet('key', { expected: '', value, ...minute })).rejects.toThrow(RangeError)
  })

  it('refuses a value that is too long, and keeps the old one', async () => {
    const kv = await create()
    await kv.set('key', 'old', minute)
    await expect(kv.set('key', 'x'.repeat(maxValueLength + 1), minute)).rejects.toThrow(RangeError)
    expect(await kv.get('key')).toBe('old')
  })

  it('is up', async () => {
    const kv = await create()
    await kv.get('key')
    expect(kv.health()).toMatchObject({ status: 'up', lastError: null, sinceMs: expect.any(Number) })
  })
}
