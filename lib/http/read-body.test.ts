import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { json } from './json'
import { parseFormData } from './parse-form-data'
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

describe('uploads', () => {
  const upload = route({ bodyLimitBytes: 10_000 }, async ({ request, readBytes }) => {
    const form = await parseFormData(request.headers.get('content-type'), await readBytes())
    const file = form.get('file')
    return json(file instanceof File ? { name: file.name, sizeBytes: file.size } : null)
  })
  const sendForm = (form: FormData) =>
    upload(new Request('http://localhost:3000/api/assets', { method: 'POST', body: form }))

  it('reads a file within the limit', async () => {
    const form = new FormData()
    form.set('file', new File([new Uint8Array(5_000)], 'a.png'))
    expect(await (await sendForm(form)).json()).toEqual({ name: 'a.png', sizeBytes: 5_000 })
    form.set('file', new File([new Uint8Array(20_000)], 'a.png'))
    expect((await sendForm(form)).status).toBe(413)
  })

  it('refuses what is no form', async () => {
    expect((await post(upload, '{}')).status).toBe(415)
    expect((await post(upload, 'nonsense', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(400)
  })
})
