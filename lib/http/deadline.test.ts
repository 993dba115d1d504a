import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { getPool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { Deadline } from './deadline'
import { json } from './json'
import { route } from './route'

useDatabase()

beforeEach(() => {
  process.env.REQUEST_TIMEOUT_SECONDS = '1'
  forget('env')
})
afterEach(() => {
  delete process.env.REQUEST_TIMEOUT_SECONDS
  forget('env')
  vi.useRealTimers()
})

const ask = (handler: ReturnType<typeof route>, init: RequestInit & { duplex?: 'half' } = {}) =>
  handler(new Request('http://draw.example.org/api/things', init))

it('answers for a handler that hangs, and tells it to stop', async () => {
  let told: unknown
  const hanging = route({}, ({ signal }) => {
    signal.addEventListener('abort', () => {
      told = signal.reason
    })
    return new Promise<Response>(() => {})
  })
  const startedAtMs = performance.now()
  const response = await ask(hanging)
  expect(performance.now() - startedAtMs).toBeGreaterThan(900)
  expect([response.status, await response.json()]).toEqual([
    504,
    expect.objectContaining({ code: 'timeout', detail: expect.stringContaining('1 seconds') }),
  ])
  expect(told).toMatchObject({ code: 'timeout' })
})

it('gives up on a body that does not arrive, and lets go of it', async () => {
  let cancelled = false
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(10)),
    cancel: () => {
      cancelled = true
    },
  })
  const reading = route({}, async ({ readBytes }) => json((await readBytes()).byteLength))
  expect((await ask(reading, { method: 'POST', body, duplex: 'half' })).status).toBe(504)
  expect(cancelled).toBe(true)
})

it('is not met by what is quick', async () => {
  expect((await ask(route({}, () => json({ ok: true })))).status).toBe(200)
})

it('grows with the bytes that arrive', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const deadline = new Deadline(30_000)
  deadline.noteReceived(128 * 1024 * 10)
  vi.advanceTimersByTime(39_900)
  expect(deadline.signal.aborted).toBe(false)
  vi.advanceTimersByTime(200)
  expect(deadline.signal.aborted).toBe(true)
})

it('ends a statement that PostgreSQL has given up on as a timeout', async () => {
  const slow = route({}, async () => {
    const client = await getPool().connect()
    try {
      await client.query('SET statement_timeout = 50')
      return json(await client.query('SELECT pg_sleep(5)'))
    } finally {
      client.release(true)
    }
  })
  expect((await ask(slow)).status).toBe(504)
  const { rows } = await getPool().query('SHOW statement_timeout')
  expect(rows).toEqual([{ statement_timeout: '30s' }])
})

it('is stopped with the request', async () => {
  let signal: AbortSignal | undefined
  await ask(
    route({}, (input) => {
      signal = input.signal
      return json({})
    }),
  )
  await delay(1_100)
  expect(signal?.aborted).toBe(false)
})
