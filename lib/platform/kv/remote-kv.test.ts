import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { useRedisServer } from '@/lib/testing/redis-server'
import { waitFor } from '@/lib/testing/wait-for'
import { createGuard } from '../resilience/create-guard'
import { connectRedis } from './connect-redis'
import { type Kv, KvUnavailable } from './kv'
import { createRedisPool } from './redis-pool'
import { createRemoteKv } from './remote-kv'

const minute = { ttlMs: 60_000 }
const redis = useRedisServer()
const open: Kv[] = []
afterEach(async () => {
  for (const kv of open.splice(0)) await kv.close()
})

function connect({ url = redis.url, probeEveryMs = 50, timeoutMs = 5_000 } = {}) {
  const guard = createGuard({ name: 'kv', timeoutMs })
  const kv = createRemoteKv({
    driver: 'redis',
    connect: (onFault) => connectRedis({ url, onFault }),
    guard,
    prefix: `${randomUUID()}:`,
    probeEveryMs,
  })
  open.push(kv)
  const untilUp = () => waitFor('kv to be up', () => kv.health().connections > 0 && guard.state().state === 'closed')
  const untilDown = () => waitFor('kv to be down', () => kv.health().status === 'down')
  return { kv, guard, untilUp, untilDown }
}

const timeOf = async (work: Promise<unknown>) => {
  const startedAt = performance.now()
  await work.catch(() => {})
  return performance.now() - startedAt
}

describe('a Redis server that goes away', () => {
  it('is noticed when killed, and used again as soon as it is back', async () => {
    const { kv, untilUp, untilDown } = connect()
    await untilUp()
    await redis.kill()
    await expect(kv.get('key')).rejects.toThrow(KvUnavailable)
    await untilDown()
    expect(kv.health()).toMatchObject({ driver: 'redis', status: 'down', connections: 0 })
    expect(kv.health().lastError).toMatch(/^(ECONNREFUSED|ECONNRESET|SocketClosedUnexpectedlyError)$/)
    await redis.start()
    expect(await timeOf(untilUp())).toBeLessThan(5_000)
    await kv.set('key', 'after', minute)
    expect(await kv.get('key')).toBe('after')
    expect(kv.health()).toMatchObject({ status: 'up' })
  })

  it('holds up a call for no longer than the timeout when it hangs, and none once the circuit is open', async () => {
    const timeoutMs = 1_000
    const { kv, guard, untilUp } = connect({ probeEveryMs: 400, timeoutMs })
    await untilUp()
    await kv.set('key', 'kept', minute)
    redis.pause()
    try {
      expect(await timeOf(kv.get('key'))).toBeLessThan(timeoutMs * 4)
      await Promise.allSettled(Array.from({ length: 5 }, () => kv.get('key')))
      expect(guard.state().state).not.toBe('closed')
      expect(await timeOf(kv.get('key'))).toBeLessThan(timeoutMs / 2)
      expect(kv.health()).toMatchObject({ status: 'down', lastError: 'no answer in time' })
    } finally {
      redis.resume()
    }
    expect(await timeOf(untilUp())).toBeLessThan(5_000)
    expect(await kv.get('key')).toBe('kept')
  })

  it('may be away when the process starts', async () => {
    await redis.kill()
    const { kv, untilUp, untilDown } = connect()
    await expect(kv.increment('n', minute)).rejects.toThrow(KvUnavailable)
    await untilDown()
    await redis.start()
    await untilUp()
    expect(await kv.increment('n', minute)).toEqual({ value: 1, expiresInMs: 60_000 })
  })

  it('forgets what it kept, and nothing but that goes wrong', async () => {
    const { kv, untilUp } = connect()
    await kv.increment('n', { ...minute, by: 41 })
    await redis.kill()
    await redis.start()
    await untilUp()
    expect(await kv.increment('n', minute)).toMatchObject({ value: 1 })
  })
})

it('says why it is refused, but not with what', async () => {
  const url = redis.url.replace('redis://', 'redis://:secret-of-the-test@')
  const { kv, untilDown } = connect({ url })
  const refused = await kv.set('key', 'a secret value', minute).catch((error: unknown) => error)
  await untilDown()
  expect(refused).toBeInstanceOf(KvUnavailable)
  expect(kv.health().lastError).toBe('ERR')
  expect(`${JSON.stringify(kv.health())} ${refused instanceof Error ? refused.stack : ''}`).not.toContain('secret')
})

it('keeps instances with different prefixes apart on one server', async () => {
  const [one, other] = [connect().kv, connect().kv]
  await one.set('key', 'of one', minute)
  expect(await other.get('key')).toBeNull()
})

it('opens more connections when those it has are full, at most 50, and loses no answer', async () => {
  const pool = createRedisPool({ url: redis.url, onFault: () => {} })
  await pool.firstConnection()
  redis.pause()
  const answers = Promise.all(Array.from({ length: 5_000 }, (_, i) => pool.send(['ECHO', String(i)])))
  await waitFor('the pool to grow', () => pool.countConnections() >= 50)
  expect(pool.countConnections()).toBe(50)
  redis.resume()
  expect(await answers).toEqual(Array.from({ length: 5_000 }, (_, i) => String(i)))
  pool.close()
})
