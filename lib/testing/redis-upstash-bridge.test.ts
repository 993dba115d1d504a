import { Redis } from '@upstash/redis'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { useRedisServer } from './redis-server'
import { startUpstashBridge, type UpstashBridge } from './redis-upstash-bridge'

// The product needs no transactions: what is more than one step is a script. A bridge that stands for Upstash has them.
const redis = useRedisServer()
let bridge: UpstashBridge
beforeAll(async () => {
  bridge = await startUpstashBridge(redis.url)
})
afterAll(() => bridge.stop())

const connect = (token = bridge.token) =>
  new Redis({ url: bridge.url, token, automaticDeserialization: false, retry: { retries: 0 }, enableTelemetry: false })
beforeEach(async () => {
  await connect().flushall()
  bridge.paths.length = 0
})

it('runs a transaction in one request, whole, whatever others do meanwhile', async () => {
  const transactions = Array.from({ length: 50 }, () =>
    connect().multi().incr('a').incr('b').mget<[string, string]>('a', 'b').exec(),
  )
  const others = Array.from({ length: 50 }, () => connect().incr('b'))
  const results = await Promise.all(transactions)
  await Promise.all(others)
  expect(results.map(([a]) => a).sort((x, y) => x - y)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  for (const [a, b, read] of results) expect(read).toEqual([String(a), String(b)])
  expect(bridge.paths.filter((path) => path === '/multi-exec')).toHaveLength(50)
})

it('refuses a transaction that Redis refuses, and changes nothing', async () => {
  const headers = { authorization: `Bearer ${bridge.token}` }
  const body = JSON.stringify([['SET', 'kept', 'no'], ['NO-SUCH-COMMAND']])
  const refused = await fetch(`${bridge.url}/multi-exec`, { method: 'POST', headers, body })
  expect([refused.status, await refused.json()]).toEqual([400, { error: expect.stringMatching(/^EXECABORT/) }])
  expect(await connect().get('kept')).toBeNull()
})

it('runs a pipeline, and tells each command what became of it', async () => {
  await connect().set('text', 'grüße')
  const [text, failed] = await connect()
    .pipeline()
    .get<string>('text')
    .incr('text')
    .exec<[string, unknown]>({ keepErrors: true })
  expect([text.result, text.error]).toEqual(['grüße', undefined])
  expect(failed.error).toMatch(/not an integer/)
  expect(bridge.paths.at(-1)).toBe('/pipeline')
})

it('lets nobody in without the token', async () => {
  await expect(connect('another').multi().incr('a').exec()).rejects.toThrow(/WRONGPASS/)
  expect(await connect().get('a')).toBeNull()
})
