import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/core/errors'
import { type Kv, KvUnavailable } from '@/lib/platform/kv/kv'
import { createMemoryKv } from '@/lib/platform/kv/memory-kv'
import { forget, remember } from '@/lib/platform/remember'
import { callRoute } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser, type TestUser } from '@/lib/testing/factories'
import { json, noContent } from '../json'
import { type RouteHandler, route } from '../route'
import { createAnswerStore, runningMs } from './answer-store'

useDatabase()

const clock = { ms: 1_000_000 }
const createKv = () => createMemoryKv({ maxEntries: 1_000, now: () => clock.ms })
const useStores = (...stores: Kv[]) => {
  forget('http.answers')
  remember('http.answers', () => createAnswerStore(stores))
}
const people: { ann: TestUser; bob: TestUser } = {} as never
beforeEach(async () => {
  useStores(createKv())
  people.ann ??= await insertUser()
  people.bob ??= await insertUser()
  process.env.RATE_LIMIT_USER_PER_MINUTE = '0'
  delete process.env.REQUEST_TIMEOUT_SECONDS
  forget('env')
})

const body = z.object({ n: z.number() })
const post = (handler: RouteHandler, { key = 'key-1', n = 1, as = people.ann, path = '/api/things' } = {}) =>
  callRoute(handler, { as, method: 'POST', path, body: { n }, headers: { 'idempotency-key': key } })
const replayed = (response: Response) => response.headers.get('idempotency-replayed')

/** A handler that counts how often its work was done. */
function counting(answer: (done: number) => Response | Promise<Response> = (done) => json({ done }, { status: 201 })) {
  const effects = { count: 0 }
  return { effects, handler: route({ body }, () => answer(++effects.count)) }
}

describe('a repeat', () => {
  it('gets the first answer, headers and all, for a day', async () => {
    const { effects, handler } = counting((done) => json({ done }, { status: 201, headers: { location: `/${done}` } }))
    const first = await post(handler)
    const second = await post(handler)
    expect(
      [first, second].map((response) => [response.status, response.headers.get('location'), replayed(response)]),
    ).toEqual([
      [201, '/1', null],
      [201, '/1', 'true'],
    ])
    expect(await second.json()).toEqual(await first.json())
    clock.ms += 24 * 3_600_000 + 1
    expect(replayed(await post(handler))).toBeNull()
    expect(effects.count).toBe(2)
  })

  it('gets an empty answer as it was', async () => {
    const { effects, handler } = counting(() => noContent())
    expect([(await post(handler)).status, (await post(handler)).status, effects.count]).toEqual([204, 204, 1])
  })

  it('of a refusal is refused the same way', async () => {
    const { effects, handler } = counting(() => {
      throw new AppError('conflict', 'Somebody was faster.')
    })
    const answers = [await post(handler), await post(handler)]
    expect(answers.map(({ status }) => status)).toEqual([409, 409])
    expect(replayed(answers[1]!)).toBe('true')
    expect(effects.count).toBe(1)
  })

  it('of a failure of ours is tried again', async () => {
    const { effects, handler } = counting((done) => {
      if (done === 1) throw new Error('a bad day')
      return json({ done })
    })
    expect([(await post(handler)).status, (await post(handler)).status, effects.count]).toEqual([500, 200, 2])
  })

  it('never hands out a cookie', async () => {
    const { effects, handler } = counting(() => json({}, { headers: { 'set-cookie': 'session=1' } }))
    await post(handler)
    expect((await post(handler)).headers.getSetCookie()).toEqual(['session=1'])
    expect(effects.count).toBe(2)
  })

  it('of something with a large answer is told so, and does nothing', async () => {
    const { effects, handler } = counting(() => json('x'.repeat(300 * 1024)))
    expect([(await post(handler)).status, (await post(handler)).status, effects.count]).toEqual([200, 409, 1])
  })
})

describe('a key', () => {
  it('is for one request', async () => {
    const { effects, handler } = counting()
    await post(handler)
    for (const other of [{ n: 2 }, { path: '/api/others' }]) {
      const response = await post(handler, other)
      expect([response.status, (await response.json()).errors]).toEqual([
        422,
        [expect.objectContaining({ path: 'Idempotency-Key', code: 'used' })],
      ])
    }
    expect(effects.count).toBe(1)
  })

  it('belongs to its actor', async () => {
    const { effects, handler } = counting()
    await post(handler)
    expect(replayed(await post(handler, { as: people.bob }))).toBeNull()
    expect(effects.count).toBe(2)
  })

  it.each(['', 'x'.repeat(256), 'two words', 'ü'])('cannot be %j', async (key) => {
    const { effects, handler } = counting()
    expect([(await post(handler, { key })).status, effects.count]).toEqual([422, 0])
  })

  it('means nothing to a read', async () => {
    const { effects, handler } = counting()
    const read = route({}, () => handler(new Request('http://x.example/')))
    await callRoute(read, { headers: { 'idempotency-key': 'not a key' } })
    expect(effects.count).toBe(0)
  })

  it('is free again 15 s after its process died', async () => {
    const store = createAnswerStore([createKv()])
    const claim = (attempt: string) => store.claim('x', { state: 'running', fingerprint: 'f', attempt })
    expect(await claim('of a process that dies')).toBeNull()
    clock.ms += runningMs - 1
    expect(await claim('too early')).toMatchObject({ state: 'running' })
    clock.ms += 2
    expect(await claim('of another')).toBeNull()
  })

  it('is kept by a process that says it still works on it', async () => {
    const store = createAnswerStore([createKv()])
    const running = { state: 'running', fingerprint: 'f', attempt: 'a long one' } as const
    await store.claim('x', running)
    for (let turn = 0; turn < 10; turn++) {
      clock.ms += runningMs / 3
      await store.renew('x', running)
    }
    expect(await store.claim('x', { ...running, attempt: 'another' })).toEqual(running)
  })

  it('stays taken while the work goes on after its caller was told to wait no longer', async () => {
    process.env.REQUEST_TIMEOUT_SECONDS = '1'
    forget('env')
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const { effects, handler } = counting(async (done) => {
      await gate
      return json({ done })
    })
    expect((await post(handler)).status).toBe(504)
    expect((await post(handler)).status).toBe(409)
    open()
    await vi.waitFor(async () => expect(replayed(await post(handler))).toBe('true'))
    expect(effects.count).toBe(1)
  })
})

describe('fifty at once', () => {
  it('have one effect, whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 50, maxLength: 50 }), async (pauses) => {
        useStores(createKv(), createKv())
        const { effects, handler } = counting(async (done) => {
          for (let turn = 0; turn < pauses[0]!; turn++) await new Promise(setImmediate)
          return json({ done }, { status: 201 })
        })
        const anonymous = (path: string) =>
          handler(
            new Request(`http://draw.example.org${path}`, {
              method: 'POST',
              body: '{"n":1}',
              headers: { 'content-type': 'application/json', 'idempotency-key': 'one' },
            }),
          )
        const answers = await Promise.all(
          pauses.map(async (pause) => {
            for (let turn = 0; turn < pause; turn++) await new Promise(setImmediate)
            return anonymous('/api/things')
          }),
        )
        expect(effects.count).toBe(1)
        expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([])
        expect(answers.filter((answer) => answer.status === 201 && !replayed(answer))).toHaveLength(1)
      }),
      { numRuns: 20 },
    )
  })
})

describe('while the shared store is away', () => {
  const unavailable = () => Promise.reject(new KvUnavailable('a test says so'))

  it('repeats that come to this process are still recognised, also when it is back and has forgotten', async () => {
    const own = createKv()
    const away: Kv = {
      ...createKv(),
      set: unavailable,
      get: unavailable,
      compareAndSet: unavailable,
      compareAndDelete: unavailable,
    }
    useStores(own, away)
    const { effects, handler } = counting()
    await post(handler)
    expect(replayed(await post(handler))).toBe('true')
    useStores(own, createKv())
    expect(replayed(await post(handler))).toBe('true')
    expect(effects.count).toBe(1)
  })

  it('another process knows what was done before', async () => {
    const shared = createKv()
    useStores(createKv(), shared)
    const { effects, handler } = counting()
    await post(handler)
    useStores(createKv(), shared)
    expect(replayed(await post(handler))).toBe('true')
    expect(effects.count).toBe(1)
  })
})
