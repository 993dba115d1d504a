import { assertKey, assertStep, assertTtl, assertValue } from './assert-kv-input'
import type { Kv } from './kv'

/** Refuses what no driver could keep, in the same words for all of them. */
export function createCheckedKv(kv: Kv): Kv {
  return {
    async get(key) {
      assertKey(key)
      return kv.get(key)
    },
    async getEntry(key) {
      assertKey(key)
      return kv.getEntry(key)
    },
    async set(key, value, keep) {
      assertKey(key)
      assertValue(value)
      assertTtl(keep.ttlMs)
      return kv.set(key, value, keep)
    },
    async delete(key) {
      assertKey(key)
      return kv.delete(key)
    },
    async increment(key, options) {
      assertKey(key)
      assertTtl(options.ttlMs)
      assertStep(options.by ?? 1)
      return kv.increment(key, options)
    },
    async compareAndSet(key, options) {
      assertKey(key)
      assertValue(options.value)
      assertTtl(options.ttlMs)
      return kv.compareAndSet(key, options)
    },
    async compareAndDelete(key, expected) {
      assertKey(key)
      return kv.compareAndDelete(key, expected)
    },
    health: () => kv.health(),
    close: () => kv.close(),
  }
}
