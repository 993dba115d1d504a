import { assertKey, assertStep, assertTtl, assertValue } from './assert-kv-input'
import type { Kv } from './kv'

/** Refuses what no driver could keep, in the same words for all of them. */
export function createCheckedKv(kv: Kv): Kv {
  return {
    get: (key) =>
      ask(() => {
        assertKey(key)
        return kv.get(key)
      }),
    getEntry: (key) =>
      ask(() => {
        assertKey(key)
        return kv.getEntry(key)
      }),
    set: (key, value, keep) =>
      ask(() => {
        assertKey(key)
        assertValue(value)
        assertTtl(keep.ttlMs)
        return kv.set(key, value, keep)
      }),
    delete: (key) =>
      ask(() => {
        assertKey(key)
        return kv.delete(key)
      }),
    increment: (key, options) =>
      ask(() => {
        assertKey(key)
        assertTtl(options.ttlMs)
        assertStep(options.by ?? 1)
        return kv.increment(key, options)
      }),
    compareAndSet: (key, options) =>
      ask(() => {
        assertKey(key)
        assertValue(options.value)
        assertTtl(options.ttlMs)
        return kv.compareAndSet(key, options)
      }),
    compareAndDelete: (key, expected) =>
      ask(() => {
        assertKey(key)
        return kv.compareAndDelete(key, expected)
      }),
    health: () => kv.health(),
    close: () => kv.close(),
  }
}

/** What is refused is a rejection, as every other fault of a store; an async function would only make promises of its own. */
function ask<T>(work: () => Promise<T>): Promise<T> {
  try {
    return work()
  } catch (error) {
    return Promise.reject(error)
  }
}
