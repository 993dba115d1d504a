import { minuteMs } from '@/lib/core/time'
import { getLog } from '../log/log'
import type { KvHealth } from './kv'

/** Not worth remembering as a cause: something else went wrong before. */
const consequences = new Set(['circuit open', 'OFFLINE'])

/** Keeps what is known of a store, and says in the log when it is down: at once, then once a minute. */
export function trackHealth(driver: KvHealth['driver']) {
  let health: Omit<KvHealth, 'connections'> = { driver, status: 'up', sinceMs: Date.now(), lastError: null }
  let hasWarned = false
  let saidAt = Number.NEGATIVE_INFINITY

  function turn(status: KvHealth['status']): void {
    if (health.status !== status) health = { ...health, status, sinceMs: Date.now() }
  }

  return {
    read: () => health,
    noteUp() {
      if (hasWarned) getLog('kv').info({ driver }, 'the key-value store is back')
      hasWarned = false
      turn('up')
    },
    /** Something went wrong on a connection; the store may still answer on another. */
    noteFault(reason: string) {
      health = { ...health, lastError: reason }
    },
    noteFailure(reason: string, { down }: { down: boolean }) {
      if (!consequences.has(reason)) health = { ...health, lastError: reason }
      if (down) turn('down')
      if (performance.now() - saidAt < minuteMs) return
      saidAt = performance.now()
      hasWarned = true
      const { status, sinceMs, lastError } = health
      getLog('kv').warn(
        { driver, status, since: new Date(sinceMs).toISOString(), reason: lastError ?? reason },
        'the key-value store does not answer; limits count per process and caches are skipped',
      )
    },
  }
}
