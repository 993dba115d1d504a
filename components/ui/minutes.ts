import { minuteMs } from '@/lib/core/time'

/** Ticks every minute, for whatever shows an age. Returns its stop. */
export function watchMinutes(onTick: () => void): () => void {
  const timer = setInterval(onTick, minuteMs)
  return () => clearInterval(timer)
}

export const currentMinute = (): number => Math.floor(Date.now() / minuteMs)
