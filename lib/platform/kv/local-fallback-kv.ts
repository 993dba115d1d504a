import type { Kv } from './kv'
import { withFallback } from './with-fallback'

/**
 * The shared store while it can be reached, else the one of this process: for limits, which are better counted per
 * process than not at all. What one has counted the other does not know.
 */
export function createLocalFallbackKv({ shared, local }: { shared: Kv; local: Kv }): Kv {
  const either = <T>(ask: (kv: Kv) => Promise<T>) =>
    withFallback(
      () => ask(shared),
      () => ask(local),
    )
  return {
    get: (key) => either((kv) => kv.get(key)),
    getEntry: (key) => either((kv) => kv.getEntry(key)),
    set: (key, value, keep) => either((kv) => kv.set(key, value, keep)),
    delete: (key) => either((kv) => kv.delete(key)),
    increment: (key, options) => either((kv) => kv.increment(key, options)),
    compareAndSet: (key, options) => either((kv) => kv.compareAndSet(key, options)),
    compareAndDelete: (key, expected) => either((kv) => kv.compareAndDelete(key, expected)),
    health: () => shared.health(),
    async close() {
      await Promise.all([shared.close(), local.close()])
    },
  }
}
