import { Writable } from 'node:stream'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/core/errors'
import type { SessionId } from '@/lib/core/ids'
import { getDb } from '@/lib/platform/db/prisma'
import { forget, remember } from '@/lib/platform/remember'
import { getCorrelationId } from '@/lib/platform/work-context'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertSession, insertUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { json } from './json'
import { type RouteHandler, route } from './route'

useDatabase()

const lines: Record<string, unknown>[] = []

beforeEach(() => {
  lines.length = 0
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  forget('log.http')
  remember('log.http', () => pino({ base: undefined, formatters: { level: (level) => ({ level }) } }, sink))
})
afterEach(() => forget('log.http'))

const base = 'http://draw.example.org'
const get = (handler: RouteHandler, path = '/api/things', headers: HeadersInit = {}) =>
  handler(new Request(base + path, { headers }))
const post = (handler: RouteHandler, body: BodyInit, headers: HeadersInit = {}) =>
  handler(
    new Request(`${base}/api/things`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    }),
  )

const echo = route({ body: z.strictObject({ title: z.string().min(1), n: z.number().int() }) }, ({ body }) =>
  json(body, { status: 201 }),
)
const ok = route({}, () => json({ ok: true }))

describe('correlation id', () => {
  it.each(['abcd1234', 'A.b_c-9'.repeat(4), 'x'.repeat(128)])('accepts %s and returns it', async (id) => {
    const response = await get(ok, '/api/things', { 'x-correlation-id': id })
    expect(response.headers.get('x-correlation-id')).toBe(id)
  })

  it.each(['short', 'x'.repeat(129), 'has space', 'quote"quote'])('makes its own instead of %s', async (id) => {
    const response = await get(ok, '/api/things', { 'x-correlation-id': id })
    expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9A-Za-z]{20}$/)
  })

  it('is known to every line logged during the request, and in its problem', async () => {
    let known: string | undefined
    const failing = route({}, async () => {
      await Promise.resolve()
      known = getCorrelationId()
      throw new AppError('conflict', 'Somebody was faster.')
    })
    const response = await get(failing, '/api/things', { 'x-correlation-id': 'from-the-caller' })
    expect(await response.json()).toMatchObject({ correlationId: 'from-the-caller', code: 'conflict' })
    expect(known).toBe('from-the-caller')
  })
})

describe('parsing', () => {
  it('hands over what the schema made', async () => {
    const response = await post(echo, JSON.stringify({ title: 'A', n: 1 }))
    expect([response.status, await response.json()]).toEqual([201, { title: 'A', n: 1 }])
  })

  it('answers every fault at once', async () => {
    const response = await post(echo, JSON.stringify({ title: '', n: 1.5, extra: true }))
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'Some fields are not valid',
      status: 422,
      detail: 'Some fields are not valid. Nothing was changed.',
      instance: '/api/things',
      code: 'invalid_input',
      correlationId: response.headers.get('x-correlation-id'),
      errors: [
        { path: 'title', code: 'too_small', message: expect.any(String) },
        { path: 'n', code: 'invalid_type', message: expect.any(String) },
        { path: '', code: 'unrecognized_keys', message: expect.any(String) },
      ],
    })
  })

  it.each([
    ['{"title":', 400, 'malformed'],
    ['', 400, 'malformed'],
    [new Uint8Array([0x22, 0xff, 0x22]), 400, 'malformed'],
    ['null', 422, 'invalid_input'],
    ['{"__proto__":{"title":"x"}}', 422, 'invalid_input'],
  ])('refuses %s', async (body, status, code) => {
    const response = await post(echo, body)
    expect([response.status, (await response.json()).code]).toEqual([status, code])
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', ''])(
    'refuses the content type %j',
    async (type) => {
      const response = await post(echo, '{"title":"A","n":1}', { 'content-type': type })
      expect([response.status, (await response.json()).code]).toEqual([415, 'unsupported_media_type'])
    },
  )

  it('knows params from Next and from plain Node, and says 404 where none can be', async () => {
    const one = route({ params: z.object({ id: z.string().regex(/^[a-z]+$/) }) }, ({ params }) => json(params))
    const call = (params: { id: string } | Promise<{ id: string }>) => one(new Request(`${base}/api/x`), { params })
    expect(await (await call(Promise.resolve({ id: 'abc' }))).json()).toEqual({ id: 'abc' })
    expect(await (await call({ id: 'abc' })).json()).toEqual({ id: 'abc' })
    expect((await call({ id: "1' OR 1=1" })).status).toBe(404)
  })

  it('parses the query', async () => {
    const list = route({ query: z.object({ limit: z.coerce.number().int().max(100).default(50) }) }, ({ query }) =>
      json(query),
    )
    expect(await (await get(list, '/api/things?limit=7')).json()).toEqual({ limit: 7 })
    expect((await get(list, '/api/things?limit=1000')).status).toBe(422)
  })
})

it('refuses a write that another site sends', async () => {
  const write = '{"title":"A","n":1}'
  expect((await post(echo, write, { 'sec-fetch-site': 'same-origin' })).status).toBe(201)
  expect((await post(echo, write, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})

describe('actor', () => {
  const whoAmI = route({}, ({ actor }) => json(actor))

  it('is the user of the session, with its id in the log line', async () => {
    const user = await insertUser()
    const session = await insertSession({ userId: user.id })
    const response = await get(whoAmI, '/api/things?secret=1', { cookie: await sessionCookie(session.id) })
    expect(await response.json()).toEqual(actorFor(user, session.id))
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        method: 'GET',
        route: '/api/things',
        status: 200,
        durationMs: expect.any(Number),
        actorId: user.id,
      }),
    ])
  })

  it('is nobody without a cookie', async () => {
    expect(await (await get(whoAmI)).json()).toEqual({ type: 'anonymous' })
    expect(lines[0]).toMatchObject({ actorId: 'anonymous' })
  })
})

describe('errors', () => {
  it('keeps the cause of an unexpected error to itself, and logs it with its stack', async () => {
    const broken = route({}, () => {
      throw new Error('connect to 10.0.0.7 with password hunter2')
    })
    const response = await get(broken)
    const body = await response.text()
    expect(response.status).toBe(500)
    expect(body).not.toMatch(/hunter2|10\.0\.0\.7|route\.test/)
    expect(lines[0]).toMatchObject({ level: 'error', err: { message: expect.stringContaining('hunter2') } })
    expect(lines[0]).toHaveProperty('err.stack', expect.stringContaining('route.test.ts'))
  })

  it('answers 503 with Retry-After while the database is away', async () => {
    const asks = route({}, async () => json(await getDb().user.count()))
    const url = process.env.DATABASE_URL
    process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/none'
    const kept = ['env', 'db.pool', 'db.prisma'].map((name) => [name, remember(name, () => null)] as const)
    for (const [name] of kept) forget(name)
    const byPrisma = await get(asks)
    const bySql = await get(ok, '/api/things', { cookie: await sessionCookie('a'.repeat(20) as SessionId) })
    for (const [name] of kept) forget(name)
    for (const [name, value] of kept) if (value) remember(name, () => value)
    process.env.DATABASE_URL = url
    for (const response of [byPrisma, bySql]) {
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
      expect(await response.json()).toMatchObject({ code: 'unavailable', detail: expect.stringContaining('database') })
    }
  })

  it('sets the headers of data, and leaves those the handler chose', async () => {
    const image = route({}, () => new Response('x', { headers: { 'cache-control': 'public, immutable' } }))
    const { headers } = await get(image)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'public, immutable',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect((await get(ok)).headers.get('cache-control')).toBe('private, no-store')
  })
})

it('refuses a stranger before it reads what they sent', async () => {
  const personal = route({ signedIn: true, body: z.strictObject({ title: z.string() }) }, ({ body }) => json(body))
  const response = await post(personal, 'not even JSON')
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ code: 'unauthenticated' })
})
