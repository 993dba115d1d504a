import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { ChaosProxy } from '@/lib/testing/chaos-proxy'
import { waitFor } from '@/lib/testing/wait-for'
import { isDatabaseUnreachable } from './is-database-unreachable'
import { WatchedPool } from './watched-pool'

let proxy: ChaosProxy
let pool: WatchedPool

beforeAll(async () => {
  const target = new URL(inject('postgresUrl'))
  proxy = await ChaosProxy.start({ getTarget: () => ({ host: target.hostname, port: Number(target.port) }) })
  const connectionString = Object.assign(new URL(target), { hostname: '127.0.0.1', port: proxy.port }).href
  pool = new WatchedPool({ connectionString, min: 2, max: 4, connectionTimeoutMillis: 5_000, query_timeout: 15_000 })
  pool.on('error', () => {})
})
afterAll(async () => {
  await pool.end()
  await proxy.stop()
})
afterEach(() => proxy.set({}))

const frozen = { up: { stall: true }, down: { stall: true } }
const ask = () => pool.query('SELECT 1')

/** How a question ends and after how long. */
async function time(question: () => Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const startMs = performance.now()
  const error = await question().then(
    () => null,
    (reason: unknown) => reason,
  )
  return { error, ms: performance.now() - startMs }
}

const untilBack = () => waitFor('the database to be back', async () => (await time(ask)).error === null)

describe('a database that freezes', () => {
  it('costs the first seconds, then nothing but a refusal, and is used again at once', async () => {
    await ask()
    await proxy.set(frozen)
    const first = await Promise.all([time(ask), time(ask), time(ask), time(ask), time(ask), time(ask)])
    for (const { error, ms } of first) {
      expect(isDatabaseUnreachable(error)).toBe(true)
      expect(ms).toBeLessThan(6_500)
    }
    const next = await time(ask)
    expect(next.error).toMatchObject({ code: 'DATABASE_DOWN' })
    expect(next.ms).toBeLessThan(50)

    await proxy.set({})
    const healedMs = performance.now()
    await untilBack()
    expect(performance.now() - healedMs).toBeLessThan(3_000)
  })

  it('refuses also who waits by promise, such as a transaction', async () => {
    await proxy.set({ refuse: true })
    await time(ask)
    await waitFor('it to be noticed', async () => (await time(ask)).ms < 20)
    expect((await time(() => pool.connect())).error).toMatchObject({ code: 'DATABASE_DOWN' })
    await proxy.set({})
    await untilBack()
  })
})

it('lets a slow statement take its time', async () => {
  const { error, ms } = await time(() => pool.query('SELECT pg_sleep(2.5)'))
  expect(error).toBe(null)
  expect(ms).toBeGreaterThan(2_400)
})

it('never lends a connection that was given back in the middle of a transaction', async () => {
  const client = await pool.connect()
  await client.query('CREATE TEMPORARY TABLE mine (id int)')
  await client.query('BEGIN')
  client.release()
  const statuses = await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const next = await pool.connect()
      const { rows } = await next.query<{ found: string | null }>("SELECT to_regclass('mine') AS found")
      next.release()
      return rows[0]?.found
    }),
  )
  expect(statuses).toEqual([null, null, null, null])
})
