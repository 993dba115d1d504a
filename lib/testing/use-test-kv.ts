import { afterEach, beforeEach } from 'vitest'
import { hourMs } from '@/lib/core/time'
import { createMemoryKv } from '@/lib/platform/kv/memory-kv'
import { forget, remember } from '@/lib/platform/remember'

/** An empty key-value store for each test, with a clock that only the test moves. */
export function useTestKv(): { ms: number } {
  const clock = { ms: hourMs }
  beforeEach(() => {
    clock.ms = hourMs
    const kv = createMemoryKv({ maxEntries: 10_000, now: () => clock.ms })
    forget('kv')
    remember('kv', () => ({ kv, limits: kv }))
  })
  afterEach(() => forget('kv'))
  return clock
}
