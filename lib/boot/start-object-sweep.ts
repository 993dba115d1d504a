import { hourMs, minuteMs, type Now } from '@/lib/core/time'
import { type Cleared, clearOrphans } from '@/lib/features/assets/clear-orphans'
import { getLog } from '@/lib/platform/log/log'
import { startClearing } from './start-clearing'

interface Sweep {
  now?: Now
  firstAfterMs?: number
  everyMs?: number
}

/** Clears away what is over and what nobody needs. Returns its stop. */
export function startObjectSweep(sweep: Sweep = {}): () => Promise<void> {
  const { now = Date.now, firstAfterMs = 5 * minuteMs, everyMs = 6 * hourMs } = sweep
  const log = getLog('objects')
  return startClearing({
    name: 'object-sweep',
    work: async () => {
      const cleared: Cleared = await clearOrphans(now())
      if (Object.values(cleared).some((count) => count > 0)) log.info(cleared, 'objects were cleared away')
    },
    onFault: (error) => log.warn({ err: error }, 'objects could not be cleared away; they are looked at again later'),
    firstAfterMs,
    everyMs,
  })
}
