import { secondMs } from '@/lib/core/time'

/** Asks now and then whether the store is there, one question at a time. Returns its stop. */
export function startProbe(probe: () => Promise<void>, everyMs = 5 * secondMs): () => void {
  let asking = false
  const ask = async () => {
    if (asking) return
    asking = true
    await probe().catch(() => {})
    asking = false
  }
  void ask()
  const timer = setInterval(ask, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
