import { minuteMs } from '@/lib/core/time'
import { countAssets } from '@/lib/features/assets/count-assets'
import { countSessions } from '@/lib/features/auth/count-sessions'
import { getLog } from '@/lib/platform/log/log'
import { setGauge } from '@/lib/platform/metrics/metrics'
import { describeFault } from '@/lib/platform/resilience/describe-fault'

const firstAfterMs = minuteMs / 12

/** Counts now and then what all processes share: who is signed in, what is stored. Returns its stop. */
export function startInventory({ everyMs = minuteMs } = {}): () => void {
  const first = setTimeout(() => void takeInventory(), Math.min(firstAfterMs, everyMs))
  const timer = setInterval(() => void takeInventory(), everyMs)
  first.unref()
  timer.unref()
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}

/** Never throws: while the database is down the numbers stay as they were. */
export async function takeInventory(): Promise<void> {
  try {
    setGauge('autograph_sessions', {}, await countSessions())
    const { count, sizeBytes } = await countAssets()
    setGauge('autograph_assets', {}, count)
    setGauge('autograph_asset_bytes', {}, sizeBytes)
  } catch (error) {
    getLog('monitoring').warn({ reason: describeFault(error) }, 'sessions and uploads could not be counted')
  }
}
