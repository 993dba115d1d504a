import { Redis } from '@upstash/redis'
import { secondMs } from '@/lib/core/time'
import type { RedisCommands } from './redis-commands'

const requestTimeoutMs = 5 * secondMs

/** A Redis database behind Upstash's REST protocol. What is asked at the same moment shares one request. */
export function connectUpstash({ url, token }: { url: string; token: string }): RedisCommands {
  const redis = new Redis({
    url,
    token,
    automaticDeserialization: false,
    enableAutoPipelining: true,
    enableTelemetry: false,
    retry: { retries: 0 },
    signal: () => AbortSignal.timeout(requestTimeoutMs),
  })
  return {
    get: (key) => redis.get<string>(key),
    async set(key, value, { ttlMs, ifAbsent }) {
      const stored = await (ifAbsent
        ? redis.set(key, value, { px: ttlMs, nx: true })
        : redis.set(key, value, { px: ttlMs }))
      return stored !== null
    },
    async delete(key) {
      return (await redis.del(key)) === 1
    },
    evaluate: (script, key, args) => redis.eval(script, [key], args),
    async ping() {
      await redis.ping()
    },
    firstConnection: () => null,
    countConnections: () => 0,
    close: () => {},
  }
}
