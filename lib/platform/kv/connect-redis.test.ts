import { randomUUID } from 'node:crypto'
import { afterAll } from 'vitest'
import { describeKv } from '@/lib/testing/contracts/kv'
import { useRedisServer } from '@/lib/testing/redis-server'
import { createGuard } from '../resilience/create-guard'
import { connectRedis } from './connect-redis'
import type { Kv } from './kv'
import { createRemoteKv } from './remote-kv'

const redis = useRedisServer()
const open: Kv[] = []
afterAll(async () => {
  for (const kv of open) await kv.close()
})

describeKv('a Redis server', async () => {
  const kv = createRemoteKv({
    driver: 'redis',
    connect: (onFault) => connectRedis({ url: redis.url, onFault }),
    guard: createGuard({ name: 'kv', timeoutMs: 5_000 }),
    prefix: `${randomUUID()}:`,
  })
  open.push(kv)
  return kv
})
