import { dayMs, minuteMs, type Now } from '@/lib/core/time'
import { getLog } from '@/lib/platform/log/log'
import { describeFault } from '@/lib/platform/resilience/describe-fault'
import { rollUp } from './repo'

const everyMs = 5 * minuteMs

/** Condenses the readings of all processes every five minutes, in whichever process comes first. Returns its stop. */
export function startRollUp({ now = Date.now }: { now?: Now } = {}): () => void {
  let isRunning = false
  // The first time everything there is: nobody may have run for days.
  let sinceMs = now() - 7 * dayMs
  const run = async () => {
    if (isRunning) return
    isRunning = true
    try {
      const nowMs = now()
      await rollUp(nowMs, sinceMs)
      sinceMs = nowMs
    } catch (error) {
      getLog('monitoring').warn({ reason: describeFault(error) }, 'readings were not condensed; it is tried again')
    } finally {
      isRunning = false
    }
  }
  const timer = setInterval(run, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
