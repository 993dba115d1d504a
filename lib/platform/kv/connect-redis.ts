import type { RedisCommands } from './redis-commands'
import { createRedisPool } from './redis-pool'

/** A Redis server over TCP. */
export function connectRedis(options: { url: string; onFault(error: unknown): void }): RedisCommands {
  const pool = createRedisPool(options)
  return {
    async get(key) {
      const reply = await pool.send(['GET', key])
      return reply === null ? null : String(reply)
    },
    async set(key, value, { ttlMs, ifAbsent }) {
      const condition = ifAbsent ? ['NX'] : []
      return (await pool.send(['SET', key, value, 'PX', String(ttlMs), ...condition])) !== null
    },
    async delete(key) {
      return (await pool.send(['DEL', key])) === 1
    },
    evaluate: (script, key, args) => pool.send(['EVAL', script, '1', key, ...args]),
    async ping() {
      await pool.send(['PING'])
    },
    firstConnection: () => pool.firstConnection(),
    countConnections: () => pool.countConnections(),
    close: () => pool.close(),
  }
}
