import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeKv } from '@/lib/testing/contracts/kv'
import { useRedisServer } from '@/lib/testing/redis-server'
import { startUpstashBridge, type UpstashBridge } from '@/lib/testing/redis-upstash-bridge'
import { createGuard } from '../resilience/create-guard'
import { connectUpstash } from './connect-upstash'
import type { Kv } from './kv'
import { createRemoteKv } from './remote-kv'

const redis = useRedisServer()
let bridge: UpstashBridge
const open: Kv[] = []
beforeAll(async () => {
  bridge = await startUpstashBridge(redis.url)
})
afterAll(async () => {
  for (const kv of open) await kv.close()
  await bridge.stop()
})

const connect = (token: string): Kv => {
  const kv = createRemoteKv({
    driver: 'upstash',
    connect: () => connectUpstash({ url: bridge.url, token }),
    guard: createGuard({ name: 'kv', timeoutMs: 5_000 }),
    prefix: `${randomUUID()}:`,
  })
  open.push(kv)
  return kv
}

describeKv('Upstash', async () => connect(bridge.token))

it('asks what is asked at the same moment in one request', async () => {
  const kv = connect(bridge.token)
  await kv.get('key')
  const before = bridge.paths.length
  await Promise.all(Array.from({ length: 20 }, () => kv.increment('n', { ttlMs: 60_000 })))
  expect(bridge.paths.slice(before)).toEqual(['/pipeline'])
})
