import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { describeObjectStore } from '@/lib/testing/contracts/object-store'
import { startS3Server } from '@/lib/testing/s3-server'
import { waitFor } from '@/lib/testing/wait-for'
import { createGuard } from '../resilience/create-guard'
import type { ObjectStore } from './object-store'
import { ObjectStoreUnavailable } from './object-store-unavailable'
import { createS3Store } from './s3-store'

const server = await startS3Server()
let count = 0
afterAll(() => server.stop())
afterEach(() => {
  server.mood = 'up'
})

const timeouts = { connection: 300, answer: 2_000, part: 400, stall: 400 }
const makeGuard = () => createGuard({ name: 's3', timeoutMs: 5_000 })

/** A store over buckets of its own. */
async function createStore(): Promise<{ store: ObjectStore; prefix: string }> {
  const prefix = `test${++count}`
  const store = createS3Store({ ...server.settings, bucketPrefix: prefix }, { guard: makeGuard() })
  await store.prepare()
  return { store, prefix }
}

describeObjectStore('the S3 store', async () => (await createStore()).store)

describe('the S3 store', () => {
  it('writes what is large in parts, and throws them away when the source fails', async () => {
    const { store, prefix } = await createStore()
    await store.put('exports', 'whole', new Uint8Array(11 * 1024 * 1024))
    const parts = server.requests.filter((line) => line.startsWith('PUT') && line.includes(`${prefix}-exports/whole?`))
    expect(parts).toHaveLength(3)
    async function* broken() {
      yield new Uint8Array(11 * 1024 * 1024)
      throw new Error('gone')
    }
    await expect(store.put('exports', 'broken', broken())).rejects.toThrow('gone')
    expect(server.requests.some((line) => line.startsWith('DELETE') && line.includes('/broken?uploadId='))).toBe(true)
    expect(await server.listUnfinished(`${prefix}-exports`)).toEqual([])
  })

  it('gives out addresses that serve one object for a while', async () => {
    const { store } = await createStore()
    await store.put('exports', 'a/drawing.svg', new TextEncoder().encode('<svg/>'))
    const url = await store.findSignedUrl('exports', 'a/drawing.svg', {
      expiresInSeconds: 60,
      contentType: 'image/svg+xml',
      contentDisposition: 'attachment; filename="drawing.svg"',
    })
    const answer = await fetch(url ?? '')
    expect([answer.status, await answer.text()]).toEqual([200, '<svg/>'])
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="drawing.svg"')
    await store.put('exports', 'a/other.svg', new TextEncoder().encode('<svg/>'))
    const forged = url?.replace('drawing.svg', 'other.svg') ?? ''
    expect((await fetch(forged)).status).toBe(403)
    const over = await store.findSignedUrl('exports', 'a/drawing.svg', { expiresInSeconds: -1 })
    expect((await fetch(over ?? '')).status).toBe(403)
  })

  it('creates buckets that are missing, and is content with those that are there', async () => {
    const { store, prefix } = await createStore()
    const creations = () => server.requests.filter((line) => new RegExp(`^PUT /${prefix}-\\w+/?$`).test(line)).length
    expect(creations()).toBe(3)
    await store.prepare()
    expect(creations()).toBe(3)
  })

  it('makes the buckets with the first write when nobody could before, and again when they are gone', async () => {
    const settings = { ...server.settings, bucketPrefix: `test${++count}` }
    const store = createS3Store(settings, { guard: makeGuard() })
    await store.put('uploads', 'a', new Uint8Array([1]))
    expect(await store.head('uploads', 'a')).toMatchObject({ sizeBytes: 1 })
    await server.removeBucket(`${settings.bucketPrefix}-uploads`)
    await expect(store.put('uploads', 'a', new Uint8Array([1]))).rejects.toMatchObject({
      reason: 'the bucket is not there',
    })
    await store.put('uploads', 'a', new Uint8Array([1]))
  })

  it('tries again what a server failed at once', async () => {
    const { store } = await createStore()
    await store.put('uploads', 'key', new Uint8Array([1]))
    server.mood = 'failing'
    const sent = server.requests.length
    const head = store.head('uploads', 'key')
    await waitFor('the first attempt', () => server.requests.length > sent)
    server.mood = 'up'
    expect(await head).toMatchObject({ sizeBytes: 1 })
  })

  it.each([
    ['silent', 'it does not answer in time'],
    ['failing', 'it answered 503'],
    ['cutting', 'it cut the connection'],
  ] as const)('says so when the server is %s', async (mood, reason) => {
    const { prefix } = await createStore()
    const store = createS3Store({ ...server.settings, bucketPrefix: prefix }, { timeouts, guard: makeGuard() })
    server.mood = mood
    const large = new Uint8Array(6 * 1024 * 1024)
    const calls = await Promise.allSettled([
      store.prepare(),
      store.head('uploads', 'a'),
      store.put('uploads', 'a', new Uint8Array(1)),
      store.put('uploads', 'a', large),
    ])
    const reasons = calls.map((call) => (call.status === 'rejected' ? call.reason : call))
    expect(reasons.every((fault) => fault instanceof ObjectStoreUnavailable)).toBe(true)
    expect(reasons.map((fault) => fault.reason)).toEqual(calls.map(() => expect.stringContaining(reason)))
    await expect(store.head('uploads', 'a')).rejects.toMatchObject({ reason: expect.stringContaining(reason) })
    const sent = server.requests.length
    await expect(store.get('uploads', 'a')).rejects.toMatchObject({ reason: 'it failed again and again' })
    expect(server.requests).toHaveLength(sent)
    server.mood = 'up'
    await store.prepare()
    expect(await store.head('uploads', 'a')).toBeNull()
  })

  it.each([
    ['nothing listens', { endpoint: 'http://127.0.0.1:1' }, 'nothing listens there'],
    ['the secret is wrong', { secretAccessKey: 'wrong' }, 'S3_SECRET_ACCESS_KEY is not the right one'],
    ['the key is unknown', { accessKeyId: 'nobody' }, 'it does not know S3_ACCESS_KEY_ID'],
  ])('says so when %s', async (_, change, reason) => {
    const { prefix } = await createStore()
    const store = createS3Store({ ...server.settings, bucketPrefix: prefix, ...change }, { guard: makeGuard() })
    await expect(store.put('uploads', 'a', new Uint8Array(1))).rejects.toMatchObject({ code: 'unavailable', reason })
  })

  it('is used again as soon as a probe finds it, there or not', async () => {
    const { prefix } = await createStore()
    const guard = makeGuard()
    const store = createS3Store({ ...server.settings, bucketPrefix: prefix }, { guard })
    const put = () => store.put('uploads', 'a', new Uint8Array(1))
    server.mood = 'failing'
    for (let n = 0; n < 5; n++) await put().catch(() => {})
    server.mood = 'up'
    await expect(store.head('uploads', 'a')).rejects.toMatchObject({ code: 'unavailable' })
    expect(guard.state().state).toBe('open')
    expect(await store.head('uploads', 'a', { probe: true })).toBeNull()
    await put()
    expect(guard.state().state).toBe('closed')
  })

  it('leaves out of the count of failures what is none of the server', async () => {
    const { prefix } = await createStore()
    const guard = makeGuard()
    const store = createS3Store({ ...server.settings, bucketPrefix: prefix }, { guard })
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* []
      throw new Error('gone')
    }
    await expect(store.put('uploads', 'a', broken())).rejects.toThrow('gone')
    expect(await store.get('uploads', 'nothing')).toBeNull()
    expect(await store.head('uploads', 'nothing')).toBeNull()
    expect(await store.get('uploads', 'nothing', { start: 5, end: 6 })).toBeNull()
    expect(guard.state()).toMatchObject({ state: 'closed', failures: 0 })
  })
})
