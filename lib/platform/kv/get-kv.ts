import { secondMs } from '@/lib/core/time'
import { getEnv } from '../env/env'
import { remember } from '../remember'
import { getGuard } from '../resilience/get-guard'
import { connectRedis } from './connect-redis'
import { connectUpstash } from './connect-upstash'
import type { Kv } from './kv'
import { createLocalFallbackKv } from './local-fallback-kv'
import { createMemoryKv } from './memory-kv'
import { createRemoteKv } from './remote-kv'

/** Over the internet, and now and then with a new TLS connection. */
const upstashTimeoutMs = secondMs

const slot = () => remember('kv', () => ({ kv: null as Kv | null, limits: null as Kv | null }))

/** The store of this process: its methods reject with KvUnavailable when it cannot be reached. */
export function getKv(): Kv {
  slot().kv ??= openKv()
  return slot().kv as Kv
}

/** The store for limits: never unavailable, because it counts within this process while the shared one is down. */
export function getLimitsKv(): Kv {
  slot().limits ??= isLocal(getKv()) ? getKv() : createLocalFallbackKv({ shared: getKv(), local: createMemoryKv() })
  return slot().limits as Kv
}

const isLocal = (kv: Kv): boolean => kv.health().driver === 'memory'

/** For shutdown and tests. */
export async function closeKv(): Promise<void> {
  const { kv, limits } = slot()
  Object.assign(slot(), { kv: null, limits: null })
  await (limits ?? kv)?.close()
}

function openKv(): Kv {
  const { REDIS_URL, UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN, KV_PREFIX: prefix } = getEnv()
  if (REDIS_URL) {
    const connect = (onFault: (error: unknown) => void) => connectRedis({ url: REDIS_URL, onFault })
    return createRemoteKv({ driver: 'redis', connect, guard: getGuard('kv'), prefix })
  }
  if (UPSTASH_REDIS_REST_URL && UPSTASH_REDIS_REST_TOKEN) {
    const [url, token] = [UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN]
    const connect = () => connectUpstash({ url, token })
    return createRemoteKv({ driver: 'upstash', connect, guard: getGuard('kv'), prefix, timeoutMs: upstashTimeoutMs })
  }
  return createMemoryKv()
}
