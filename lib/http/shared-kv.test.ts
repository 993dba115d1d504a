import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connectRedis } from '@/lib/platform/kv/connect-redis'
import { connectUpstash } from '@/lib/platform/kv/connect-upstash'
import type { Kv } from '@/lib/platform/kv/kv'
import { createMemoryKv } from '@/lib/platform/kv/memory-kv'
import { createRemoteKv } from '@/lib/platform/kv/remote-kv'
import { countUse, type Limit } from '@/lib/platform/limits/count-use'
import { forget, remember } from '@/lib/platform/remember'
import { createGuard } from '@/lib/platform/resilience/create-guard'
import { useDatabase } from '@/lib/testing/database'
import { useRedisServer } from '@/lib/testing/redis-server'
import { startUpstashBridge, type UpstashBridge } from '@/lib/testing/redis-upstash-bridge'
import { waitFor } from '@/lib/testing/wait-for'
import { type AnswerStore, createAnswerStore, type Running } from './idempotency/answer-store'
import { json } from './json'
import { route } from './route'

useDatabase()
const redis = useRedisServer()
let bridge: UpstashBridge
const open: Kv[] = []
beforeAll(async () => {
  bridge = await startUpstashBridge(redis.url)
})
afterAll(async () => {
  for (const kv of open) await kv.close()
  await bridge.stop()
  forget('http.answers')
})

const remote = (driver: 'redis' | 'upstash', prefix: string): Kv => {
  const kv = createRemoteKv({
    driver,
    connect: (onFault) =>
      driver === 'redis'
        ? connectRedis({ url: redis.url, onFault })
        : connectUpstash({ url: bridge.url, token: bridge.token }),
    guard: createGuard({ name: 'kv', timeoutMs: 5_000 }),
    prefix,
  })
  open.push(kv)
  return kv
}
const prefix = `${randomUUID()}:`

/** The store as two processes see it. */
const drivers: [string, () => [Kv, Kv]][] = [
  [
    'memory, one process',
    () => {
      const kv = createMemoryKv()
      return [kv, kv]
    },
  ],
  ['Redis, two processes', () => [remote('redis', prefix), remote('redis', prefix)]],
  ['Upstash, two processes', () => [remote('upstash', prefix), remote('upstash', prefix)]],
]

describe.each(drivers)('%s', (_, connect) => {
  let seen: [Kv, Kv]
  beforeAll(() => {
    seen = connect()
  })
  const limit = (most: number, windowMs = 60_000): Limit => ({ key: randomUUID(), keyType: 'ip', most, windowMs })
  /** Every second one is from the other process. */
  const atOnce = <T>(count: number, act: (kv: Kv) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, index) => act(seen[index % 2 === 0 ? 0 : 1])))

  it('allows exactly as many as the limit says, in parallel', async () => {
    const some = fc.integer({ min: 1, max: 80 })
    const holds = fc.asyncProperty(some, some, async (most, asked) => {
      const only = limit(most)
      const usages = await atOnce(asked, (kv) => countUse([only], kv))
      expect(usages.filter((usage) => !usage?.isExceeded)).toHaveLength(Math.min(most, asked))
      const remaining = usages.map((usage) => usage?.remaining ?? -1).sort((a, b) => b - a)
      expect(remaining).toEqual(usages.map((_, index) => Math.max(0, most - index - 1)))
    })
    await fc.assert(holds, { numRuns: 20 })
  })

  it('does not let those who are refused use up what others share', async () => {
    const [user, address] = [limit(3), limit(1_000)]
    const usages = await atOnce(50, (kv) => countUse([user, address], kv))
    expect(usages.filter((usage) => !usage?.isExceeded)).toHaveLength(3)
    expect(await countUse([address], seen[0])).toMatchObject({ remaining: 996, isExceeded: false })
  })

  it('starts again after its time', async () => {
    const short = limit(1, 60)
    await countUse([short], seen[0])
    await waitFor('the time to be over', async () => (await countUse([short], seen[1]))?.isExceeded === false)
  })

  it('lets one of fifty claim a key, and the rest learn of it', async () => {
    const stores: [AnswerStore, AnswerStore] = [createAnswerStore([seen[0]]), createAnswerStore([seen[1]])]
    for (let round = 0; round < 10; round++) {
      const key = randomUUID()
      const running: Running = { state: 'running', fingerprint: 'f', attempt: '' }
      const claims = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          stores[index % 2 === 0 ? 0 : 1].claim(key, { ...running, attempt: String(index) }),
        ),
      )
      expect(claims.filter((known) => known === null)).toHaveLength(1)
      expect(claims.filter((known) => known?.state === 'running')).toHaveLength(49)
    }
  })

  describe('fifty repeats of a request', () => {
    beforeEach(() => {
      forget('http.answers')
      remember('http.answers', () => createAnswerStore([createMemoryKv(), seen[0]]))
    })

    it('have one effect, and its answer is theirs', async () => {
      let effects = 0
      const handler = route({}, async () => {
        effects++
        await new Promise(setImmediate)
        return json({ effects }, { status: 201 })
      })
      const key = randomUUID()
      const send = () =>
        handler(new Request('http://draw.example.org/api/x', { method: 'POST', headers: { 'idempotency-key': key } }))
      const answers = await Promise.all(Array.from({ length: 50 }, send))
      expect(effects).toBe(1)
      const statuses = answers.map(({ status }) => status)
      expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1)
      expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
      // Another process, which shares nothing but the store.
      forget('http.answers')
      remember('http.answers', () => createAnswerStore([createMemoryKv(), seen[1]]))
      const later = await send()
      expect([later.status, later.headers.get('idempotency-replayed'), await later.json()]).toEqual([
        201,
        'true',
        { effects: 1 },
      ])
      expect(effects).toBe(1)
    })
  })
})
