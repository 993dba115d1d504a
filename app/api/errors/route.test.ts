import { beforeEach, describe, expect, it } from 'vitest'
import type { ErrorGroupDto, ErrorPageDto } from '@/lib/ops/errors/schema'
import { startErrorStore } from '@/lib/ops/errors/start-error-store'
import { getPool } from '@/lib/platform/db/pool'
import { captureError } from '@/lib/platform/errors/capture-error'
import { getCapturedErrors } from '@/lib/platform/errors/captured-errors'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { PATCH } from '../admin/errors/[fingerprint]/route'
import { GET } from '../admin/errors/route'
import { POST } from './route'

useDatabase()
let nowMs = Date.parse('2026-11-22T10:00:00Z')

async function flush(): Promise<void> {
  const storing = startErrorStore({ now: () => nowMs })
  await storing.stop()
}
beforeEach(async () => {
  getCapturedErrors().take()
  await getPool().query('TRUNCATE error_groups')
})

const report = { kind: 'error', name: 'TypeError', message: 'x is undefined', stack: null, page: '/diagrams/:id' }
const post = (body: unknown) => callRoute(POST, { method: 'POST', path: '/api/errors', body })
const admin = () => insertUser({ role: 'admin' })
async function list(query = ''): Promise<ErrorPageDto> {
  return (await callRoute(GET, { as: await admin(), path: `/api/admin/errors${query}` })).json()
}
const fail = (message: string) => captureError({ error: new Error(message), module: 'http', atMs: nowMs })

describe('an error of a browser', () => {
  it('is taken from anyone, and listed without whose it was', async () => {
    const stack = `TypeError: x\n    at draw (https://draw.example.org/_next/static/chunks/a.js?token=abc:1:2)`
    const body = { ...report, message: 'x of ann@example.org, Bearer abcdefgh1234', stack }
    expect((await post(body)).status).toBe(204)
    expect((await post({ ...body, message: 'x of ben@example.org, Bearer zyxwvuts4321' })).status).toBe(204)
    await flush()
    const { items } = await list()
    expect(items).toMatchObject([
      {
        source: 'browser',
        module: 'browser',
        name: 'TypeError',
        message: 'x of [e-mail], Bearer [redacted]',
        context: { kind: 'error', page: '/diagrams/:id', device: expect.any(String) },
        count: 2,
        lastRelease: '0.1.0',
      },
    ])
    expect(items[0]?.stack).toContain('at draw (https://draw.example.org/_next/static/chunks/a.js:1:2)')
  })

  it('is refused when it is too large or not one', async () => {
    expect(await readRefusal(await post({ ...report, stack: 'x'.repeat(70_000) }))).toEqual([413, 'payload_too_large'])
    expect(await readRefusal(await post({ ...report, user: 'ann' }))).toEqual([422, 'invalid_input'])
    expect((await post({ ...report, message: 'x'.repeat(20_000) })).status).toBe(204)
  })

  it('that is invented a thousand times takes no more than its room', async () => {
    for (const letter of Array.from({ length: 26 ** 2 }, (_, i) => String.fromCharCode(97 + (i % 26), 97 + i / 26))) {
      captureError({ error: new Error(`unlike ${letter}`), source: 'browser', module: 'browser' })
    }
    fail('of the server')
    await flush()
    expect(await list()).toMatchObject({ total: 51 })
  })
})

describe('the list of errors', () => {
  it('groups repeats, with first and last time and count', async () => {
    fail('no diagram 4fK2mP0aQ9zLx7Tb31Vc')
    await flush()
    nowMs += 60_000
    for (const id of ['0a1b2c3d4e5f6g7h8i9j', '9j8i7h6g5f4e3d2c1b0a']) fail(`no diagram ${id}`)
    await flush()
    expect((await list()).items).toMatchObject([
      {
        message: 'no diagram 9j8i7h6g5f4e3d2c1b0a',
        stack: expect.stringContaining('route.test.ts'),
        count: 3,
        firstSeenAt: new Date(nowMs - 60_000).toISOString(),
        lastSeenAt: new Date(nowMs).toISOString(),
      },
    ])
  })

  it('comes in pages, the one seen last first', async () => {
    for (const name of ['one', 'two', 'three']) {
      nowMs += 1_000
      fail(name)
    }
    await flush()
    const first = await list('?limit=2')
    const second = await list(`?limit=2&cursor=${first.nextCursor}`)
    expect([first, second].map(({ items }) => items.map(({ message }) => message))).toEqual([['three', 'two'], ['one']])
    expect([first.total, second.nextCursor]).toEqual([3, null])
    const bad = await callRoute(GET, { as: await admin(), path: '/api/admin/errors?cursor=nonsense' })
    expect(await readRefusal(bad)).toEqual([422, 'invalid_input'])
  })

  it('leaves out what is resolved, until it is seen again', async () => {
    fail('again')
    await flush()
    const [{ fingerprint }] = (await list()).items as [ErrorGroupDto]
    const resolve = async (as: Parameters<typeof callRoute>[1]) =>
      callRoute(PATCH, { method: 'PATCH', params: { fingerprint }, body: { resolved: true }, ...as })
    expect((await resolve({ as: await insertUser() })).status).toBe(404)
    expect((await resolve({})).status).toBe(401)
    expect(await (await resolve({ as: await admin() })).json()).toMatchObject({ resolvedAt: expect.any(String) })
    expect((await list()).total).toBe(0)
    expect((await list('?status=resolved')).total).toBe(1)
    fail('again')
    await flush()
    expect((await list()).items).toMatchObject([{ fingerprint, count: 2, resolvedAt: null }])
  })

  it('is for admins, and to anyone else not there', async () => {
    expect(await readRefusal(await callRoute(GET))).toEqual([401, 'unauthenticated'])
    expect(await readRefusal(await callRoute(GET, { as: await insertUser() }))).toEqual([404, 'not_found'])
  })
})
