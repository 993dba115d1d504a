import { getPool } from '@/lib/platform/db/pool'
import type { Collector } from '../collector'

/** Database connections of this process; whoever waits for one is slow for no other reason. */
export function createPoolCollector({ everyMs }: { everyMs: number }): Collector {
  return {
    monitor: 'pool',
    everyMs,
    async collect() {
      const { totalCount, idleCount, waitingCount, options } = getPool()
      const values = {
        pool_in_use: totalCount - idleCount,
        pool_idle: idleCount,
        pool_waiting: waitingCount,
        pool_limit: options.max ?? 0,
      }
      return { state: 'ok', summary: `${values.pool_in_use} database connections in use`, values }
    },
  }
}
