import { minuteMs } from '@/lib/core/time'
import { getLog } from '../log/log'
import type { KvHealth } from './kv'

/** Keeps what is known of a store, and says in the log when it is down: at once, then once a minute. */
export function trackHealth(driver: KvHealth['driver']) {
  let health: Omit<KvHealth, 'connections'> = { driver, status: 'up', sinceMs: Date.now(), lastError: null }
  let saidAt = Number.NEGATIVE_INFINITY

  function turn(status: KvHealth['status']): void {
    if (health.status !== status) health = { ...health, status, sinceMs: Date.now() }
  }

  return {
    read: () => health,
    noteUp() {
      if (health.status === 'down') getLog('kv').info({ driver }, 'the key-value store is back')
      turn('up')
    },
    noteFailure(reason: string, { down }: { down: boolean }) {
      if (reason !== 'circuit open') health = { ...health, lastError: reason }
      if (down) turn('down')
      if (performance.now() - saidAt < minuteMs) return
      saidAt = performance.now()
      const { status, sinceMs, lastError } = health
      getLog('kv').warn(
        { driver, status, since: new Date(sinceMs).toISOString(), reason: lastError ?? reason },
        'the key-value store does not answer; limits count per process and caches are skipped',
      )
    },
  }
}
