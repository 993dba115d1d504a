import { LRUCache } from 'lru-cache'
import { createCheckedKv } from './checked-kv'
import type { Kv } from './kv'

interface MemoryKvOptions {
  maxEntries?: number
  /** Characters of keys and values together. */
  maxLength?: number
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number
}

const wholeNumber = /^-?\d+$/

/** The store of one process. Bounded: when it is full, what was used least recently goes first. */
export function createMemoryKv({
  maxEntries = 100_000,
  maxLength = 64 * 1024 * 1024,
  now = () => performance.now(),
}: MemoryKvOptions = {}): Kv {
  const startedAtMs = Date.now()
  const entries = new LRUCache<string, string>({
    max: maxEntries,
    maxSize: maxLength,
    sizeCalculation: (value, key) => value.length + key.length,
    ttlResolution: 0,
    perf: { now },
  })
  const keep = (key: string, value: string, ttlMs: number) => entries.set(key, value, { ttl: ttlMs })
  const remaining = (key: string) => Math.max(1, Math.ceil(entries.getRemainingTTL(key)))

  return createCheckedKv({
    async get(key) {
      return entries.get(key) ?? null
    },
    async getEntry(key) {
      const value = entries.get(key)
      return value === undefined ? null : { value, expiresInMs: remaining(key) }
    },
    async set(key, value, { ttlMs, ifAbsent }) {
      if (ifAbsent && entries.get(key) !== undefined) return false
      keep(key, value, ttlMs)
      return true
    },
    async delete(key) {
      const existed = entries.get(key) !== undefined
      entries.delete(key)
      return existed
    },
    async increment(key, { by = 1, ttlMs }) {
      const before = entries.get(key)
      if (before === undefined) {
        keep(key, String(by), ttlMs)
        return { value: by, expiresInMs: ttlMs }
      }
      if (!wholeNumber.test(before)) throw new RangeError('the value is not a count')
      const value = Number(before) + by
      entries.set(key, String(value), { noUpdateTTL: true })
      return { value, expiresInMs: remaining(key) }
    },
    async compareAndSet(key, { expected, value, ttlMs }) {
      if (entries.get(key) !== expected) return false
      keep(key, value, ttlMs)
      return true
    },
    async compareAndDelete(key, expected) {
      return entries.get(key) === expected && entries.delete(key)
    },
    health: () => ({ driver: 'memory', status: 'up', sinceMs: startedAtMs, lastError: null, connections: 0 }),
    async close() {
      entries.clear()
    },
  })
}
