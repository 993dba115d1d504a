import { newId } from '@/lib/core/ids'
import { minuteMs } from '@/lib/core/time'
import type { Kv } from '@/lib/platform/kv/kv'
import { type Check, found } from '../check'
import { often } from './timing'

const name = 'Key-value store'

/** Writes and reads. At Upstash, where every command is paid for, the store's own probe is believed instead. */
export function createKvCheck({ kv }: { kv: Pick<Kv, 'get' | 'set' | 'health'> }): Check {
  const key = `health:${newId<string>()}`
  return {
    component: { id: 'kv', name, essential: false, needs: [], uses: [] },
    ...often,
    async probe() {
      const { driver, status, lastError } = kv.health()
      if (driver === 'memory') return found('up', null, 'in the memory of this process')
      if (driver === 'upstash') return status === 'up' ? found('up', null, driver) : lost(lastError)
      const value = newId<string>()
      try {
        await kv.set(key, value, { ttlMs: minuteMs })
        return (await kv.get(key)) === value
          ? found('up', null, driver)
          : found('down', `${name} forgets what it is told.`)
      } catch {
        return lost(kv.health().lastError)
      }
    },
  }
}

const lost = (reason: string | null) =>
  found('down', `${name} does not answer; limits count per process and caches are skipped.`, reason ?? undefined)
