import { describe, expect, it } from 'vitest'
import type { ObjectStore } from '@/lib/platform/objects/object-store'

const bytes = (text: string) => new TextEncoder().encode(text)

async function read(stream: ReadableStream<Uint8Array> | null): Promise<string | null> {
  return stream && new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text()
}

/** What every driver of the object store promises. `create` makes an empty store, called once per test. */
export function describeObjectStore(name: string, create: () => Promise<ObjectStore>): void {
  describe(`${name} keeps the contract of an object store`, () => {
    it('gives back what was put', async () => {
      const store = await create()
      await store.put('uploads', 'a/b/c.png', bytes('hello'))
      expect(await read(await store.get('uploads', 'a/b/c.png'))).toBe('hello')
      expect(await store.head('uploads', 'a/b/c.png')).toEqual({ sizeBytes: 5 })
    })

    it('answers null for what is not there', async () => {
      const store = await create()
      await store.put('uploads', 'folder/key', bytes('x'))
      for (const key of ['nothing', 'folder', 'folder/key/below', 'folder/other']) {
        expect([await store.get('uploads', key), await store.head('uploads', key)]).toEqual([null, null])
      }
    })

    it('keeps buckets apart', async () => {
      const store = await create()
      await store.put('uploads', 'key', bytes('upload'))
      await store.put('exports', 'key', bytes('export'))
      expect(await read(await store.get('uploads', 'key'))).toBe('upload')
      expect(await store.head('diagrams', 'key')).toBeNull()
    })

    it('replaces an object as a whole, even while it is being read', async () => {
      const store = await create()
      const [long, short] = ['long '.repeat(200_000), 'short']
      await store.put('exports', 'key', bytes(long))
      const reading = await store.get('exports', 'key')
      await store.put('exports', 'key', bytes(short))
      expect(await read(await store.get('exports', 'key'))).toBe(short)
      expect(await read(reading)).toBe(long)
    })

    it('leaves one whole object after many writes at once', async () => {
      const store = await create()
      const bodies = Array.from({ length: 8 }, (_, i) => String(i).repeat(100_000))
      await Promise.all(bodies.map((body) => store.put('exports', 'key', bytes(body))))
      expect(bodies).toContain(await read(await store.get('exports', 'key')))
    })

    it('keeps an empty object', async () => {
      const store = await create()
      await store.put('exports', 'empty', bytes(''))
      expect(await store.head('exports', 'empty')).toEqual({ sizeBytes: 0 })
      expect(await read(await store.get('exports', 'empty'))).toBe('')
    })

    it('gives a range of bytes, ends included', async () => {
      const store = await create()
      await store.put('uploads', 'video', bytes('0123456789'))
      expect(await read(await store.get('uploads', 'video', { start: 2, end: 4 }))).toBe('234')
      expect(await read(await store.get('uploads', 'video', { start: 8, end: 99 }))).toBe('89')
    })

    it('forgets what is deleted, and does not mind a second time', async () => {
      const store = await create()
      await store.put('uploads', 'key', bytes('x'))
      await store.delete('uploads', 'key')
      await store.delete('uploads', 'key')
      expect(await store.get('uploads', 'key')).toBeNull()
    })

    it.each([
      '',
      '/',
      '/etc/passwd',
      '../x',
      'a/../../x',
      'a//b',
      'a/',
      '.',
      '.hidden',
      'a/.b',
      'a\\b',
      'a\0b',
      'ü',
      'a b',
      'x'.repeat(513),
    ])('refuses the key %j', async (key) => {
      const store = await create()
      await expect(store.put('uploads', key, bytes('x'))).rejects.toThrow('not an object key')
      await expect(store.get('uploads', key)).rejects.toThrow('not an object key')
      await expect(store.head('uploads', key)).rejects.toThrow('not an object key')
      await expect(store.delete('uploads', key)).rejects.toThrow('not an object key')
    })
  })
}
