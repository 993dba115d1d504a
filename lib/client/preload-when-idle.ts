import { secondMs } from '@/lib/core/time'

const restMs = 5 * secondMs

/**
 * Fetches code that the first screen does not need, well after the page has loaded, so that it is there at the first use,
 * also when the server cannot be reached by then. Returns its stop.
 */
export function preloadWhenIdle(loads: readonly (() => Promise<unknown>)[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const preload = () => {
    // What fails now is asked for again when it is used, and speaks up there.
    for (const load of loads) void load().catch(() => undefined)
  }
  const rest = () => {
    timer = setTimeout(preload, restMs)
  }
  if (document.readyState === 'complete') rest()
  else window.addEventListener('load', rest, { once: true })
  return () => {
    window.removeEventListener('load', rest)
    clearTimeout(timer)
  }
}
