import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Bucket, ObjectStore } from '@/lib/platform/objects/object-store'

const bytes = (text: string) => new TextEncoder().encode(text)

async function read(stream: ReadableStream<Uint8Array> | null): Promise<string | null> {
  return stream && new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text()
}

async function listKeys(store: ObjectStore, bucket: Bucket, prefix?: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(bucket, prefix)) keys.push(key)
  return keys.sort()
}

const hash = (value: Uint8Array) => createHash('sha256').update(value).digest('hex')

async function* inPieces(value: Uint8Array, pieceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < value.byteLength; at += pieceBytes) yield value.subarray(at, at + pieceBytes)
}

/** What every driver of the object store promises. `create` makes an empty store, called once per test. */
export function describeObjectStore(name: string, create: () => Promise<ObjectStore>): void {
  describe(`${name} keeps the contract of an object store`, () => {
    it('gives back what was put', async () => {
      const store = await create()
      await store.put('uploads', 'a/b/c.png', bytes('hello'))
      expect(await read(await store.get('uploads', 'a/b/c.png'))).toBe('hello')
      expect(await store.head('uploads', 'a/b/c.png')).toEqual({ sizeBytes: 5, modifiedAt: expect.any(Date) })
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
      expect(await store.head('exports', 'empty')).toMatchObject({ sizeBytes: 0 })
      expect(await read(await store.get('exports', 'empty'))).toBe('')
    })

    it('gives a range of bytes, ends included', async () => {
      const store = await create()
      await store.put('uploads', 'video', bytes('0123456789'))
      expect(await read(await store.get('uploads', 'video', { start: 2, end: 4 }))).toBe('234')
      expect(await read(await store.get('uploads', 'video', { start: 8, end: 99 }))).toBe('89')
    })

    it('gives nothing of a range beyond the end', async () => {
      const store = await create()
      await store.put('uploads', 'video', bytes('0123456789'))
      expect(await read(await store.get('uploads', 'video', { start: 10, end: 12 }))).toBe('')
    })

    it('takes a large object piece by piece, and gives back every byte of it', async () => {
      const store = await create()
      const large = randomBytes(12 * 1024 * 1024 + 17)
      await store.put('exports', 'large', inPieces(large, 100_003))
      expect(await store.head('exports', 'large')).toMatchObject({ sizeBytes: large.byteLength })
      const stream = (await store.get('exports', 'large')) as ReadableStream<Uint8Array<ArrayBuffer>>
      expect(hash(new Uint8Array(await new Response(stream).arrayBuffer()))).toBe(hash(large))
    })

    it.each([
      ['at once', 0],
      ['in its first part', 100_000],
      ['after its first part', 11 * 1024 * 1024],
    ])('shows nothing of a write whose source fails %s', async (_, afterBytes) => {
      const store = await create()
      const fault = new Error('the other side hung up')
      async function* broken() {
        yield* inPieces(new Uint8Array(afterBytes), 64 * 1024)
        throw fault
      }
      await expect(store.put('exports', 'key', broken())).rejects.toBe(fault)
      expect([await store.head('exports', 'key'), await listKeys(store, 'exports')]).toEqual([null, []])
      await store.put('exports', 'key', bytes('before'))
      await expect(store.put('exports', 'key', broken())).rejects.toBe(fault)
      expect(await read(await store.get('exports', 'key'))).toBe('before')
    })

    it('lists what is in a bucket, below a prefix, with sizes and times', async () => {
      const store = await create()
      const keys = ['a/1', 'a/2', 'ab', 'b/c/d']
      for (const key of keys) await store.put('exports', key, bytes(key))
      await store.put('uploads', 'elsewhere', bytes('x'))
      expect(await listKeys(store, 'exports')).toEqual(keys)
      expect(await listKeys(store, 'exports', 'a/')).toEqual(['a/1', 'a/2'])
      expect(await listKeys(store, 'exports', 'none')).toEqual([])
      expect(await listKeys(store, 'diagrams')).toEqual([])
      for await (const entry of store.list('exports', 'b/')) {
        expect(entry).toEqual({ key: 'b/c/d', sizeBytes: 5, modifiedAt: expect.any(Date) })
        expect(Math.abs(entry.modifiedAt.getTime() - Date.now())).toBeLessThan(60_000)
      }
    })

    it('lists more than fits in one answer of a server', async () => {
      const store = await create()
      const keys = Array.from({ length: 203 }, (_, i) => `many/${String(i).padStart(4, '0')}`)
      for (let at = 0; at < keys.length; at += 50) {
        await Promise.all(keys.slice(at, at + 50).map((key) => store.put('exports', key, bytes(''))))
      }
      expect(await listKeys(store, 'exports', 'many/')).toEqual(keys)
    })

    it('may be prepared again at any time', async () => {
      const store = await create()
      await store.put('uploads', 'key', bytes('x'))
      await Promise.all([store.prepare(), store.prepare()])
      expect(await read(await store.get('uploads', 'key'))).toBe('x')
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
