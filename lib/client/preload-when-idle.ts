import { secondMs } from '@/lib/core/time'

const restMs = 2 * secondMs

/**
 * Fetches code that the first screen does not need once the page has come to rest, so that it is there at the first use,
 * also when the server cannot be reached by then. Returns its stop.
 */
export function preloadWhenIdle(loads: readonly (() => Promise<unknown>)[]): () => void {
  const timer = setTimeout(() => {
    // What fails now is asked for again when it is used, and speaks up there.
    for (const load of loads) void load().catch(() => undefined)
  }, restMs)
  return () => clearTimeout(timer)
}
