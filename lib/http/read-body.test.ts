import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { json } from './json'
import { type RouteHandler, route } from './route'

const post = (handler: RouteHandler, body: BodyInit, headers: HeadersInit = {}) =>
  handler(
    new Request('http://localhost:3000/api/things', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    }),
  )

describe('body limit', () => {
  const small = route({ body: z.unknown(), bodyLimitBytes: 100 }, ({ body }) => json(body))

  it('refuses by the announced length', async () => {
    const response = await post(small, JSON.stringify('x'.repeat(200)), { 'content-length': '202' })
    expect([response.status, (await response.json()).code]).toEqual([413, 'payload_too_large'])
  })

  it('refuses a body of unknown length while it arrives, and stops reading it', async () => {
    let sent = 0
    let cancelled = false
    const long = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (++sent > 1_000) return controller.close()
        controller.enqueue(new Uint8Array(60))
      },
      cancel() {
        cancelled = true
      },
    })
    expect((await post(small, long)).status).toBe(413)
    expect({ cancelled, few: sent <= 4 }).toEqual({ cancelled: true, few: true })
  })

  it('is 1 MiB when nothing is said', async () => {
    const any = route({ body: z.string() }, ({ body }) => json(body.length))
    expect((await post(any, JSON.stringify('x'.repeat(1024 * 1024 - 2)))).status).toBe(200)
    expect((await post(any, JSON.stringify('x'.repeat(1024 * 1024 - 1)))).status).toBe(413)
  })

  it('says when the caller hung up', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('socket hang up')) })
    expect((await post(small, broken)).status).toBe(400)
  })
})

describe('reading piece by piece', () => {
  const count = route({ bodyLimitBytes: 10_000 }, async ({ readPieces }) => {
    let sizeBytes = 0
    for await (const piece of readPieces()) sizeBytes += piece.byteLength
    return json({ sizeBytes })
  })

  it('keeps the limit', async () => {
    expect(await (await post(count, new Uint8Array(5_000))).json()).toEqual({ sizeBytes: 5_000 })
    expect((await post(count, new Uint8Array(10_001))).status).toBe(413)
  })

  it('gives the same where the body was read as a whole before', async () => {
    const both = route({}, async ({ readBytes, readPieces }) => {
      const whole = await readBytes()
      for await (const piece of readPieces()) return json(Buffer.compare(whole, piece))
      return json('nothing')
    })
    expect(await (await post(both, 'hello')).json()).toBe(0)
  })
})

it('refuses a packed body, whatever it would unpack to', async () => {
  const any = route({ body: z.unknown() }, ({ body }) => json(body))
  expect((await post(any, gzipSync('{"a":1}'), { 'content-encoding': 'gzip' })).status).toBe(415)
  expect((await post(any, '{"a":1}', { 'content-encoding': 'identity' })).status).toBe(200)
})
