import { forget, remember } from '../remember'
import type { Kv } from './kv'
import { createLocalFallbackKv } from './local-fallback-kv'
import { createMemoryKv } from './memory-kv'

/** The store of this process: its methods reject with KvUnavailable when it cannot be reached. */
export function getKv(): Kv {
  return remember('kv', () => createMemoryKv())
}

/** The store for limits: never unavailable, because it counts within this process while the shared one is down. */
export function getLimitsKv(): Kv {
  return remember('kv.limits', () => createLocalFallbackKv({ shared: getKv(), local: createMemoryKv() }))
}

/** For shutdown and tests. */
export async function closeKv(): Promise<void> {
  const limits = getLimitsKv()
  forget('kv')
  forget('kv.limits')
  await limits.close()
}
