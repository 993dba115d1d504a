import { CrossBundleError } from '@/lib/core/cross-bundle-error'

/** How a value is kept. Nothing is kept for ever: what must not be lost belongs into the database. */
export interface Keep {
  /** Whole milliseconds from now, at least 1. */
  ttlMs: number
}

export interface KvEntry {
  value: string
  expiresInMs: number
}

export interface KvCount {
  value: number
  /** Until the count starts again from nothing. */
  expiresInMs: number
}

export interface KvHealth {
  driver: 'memory' | 'redis' | 'upstash'
  status: 'up' | 'down'
  /** When it came up or went down; milliseconds since the epoch. */
  sinceMs: number
  /** What went wrong the last time something did, without addresses or secrets; null while nothing has. */
  lastError: string | null
  /** Connections that are open now. */
  connections: number
}

/**
 * A store for what may be lost: caches, limits, idempotency records. Every method is one atomic step, also between
 * processes. Keys are 1 to 512 characters without control characters, values well-formed text of at most `maxValueLength`
 * characters that starts with no byte order mark; anything else is a fault of the caller and throws a RangeError. When the store cannot be reached, every method rejects
 * with KvUnavailable within the command timeout; callers have an answer without it (`withFallback`).
 */
export interface Kv {
  get(key: string): Promise<string | null>
  getEntry(key: string): Promise<KvEntry | null>
  /** False when `ifAbsent` is set and there is a value already, which then stays as it is. */
  set(key: string, value: string, keep: Keep & { ifAbsent?: boolean }): Promise<boolean>
  /** Whether there was something to delete. */
  delete(key: string): Promise<boolean>
  /** Adds `by` (1). The time to live counts from the first use and is not prolonged by later ones. */
  increment(key: string, options: Keep & { by?: number }): Promise<KvCount>
  /** Replaces the value if it still is `expected`; false, and nothing changes, when it is not. */
  compareAndSet(key: string, options: Keep & { expected: string; value: string }): Promise<boolean>
  /** Deletes the value if it still is `expected`. */
  compareAndDelete(key: string, expected: string): Promise<boolean>
  /** What is known now; asks nobody. */
  health(): KvHealth
  /** Lets go of connections and timers; nothing may be called after it. */
  close(): Promise<void>
}

/** The store cannot be reached, or did not answer in time; whether a write took effect is unknown. */
export class KvUnavailable extends CrossBundleError {
  static override readonly brand = 'KvUnavailable'

  constructor(reason: string, cause?: unknown) {
    super(`kv is unavailable: ${reason}`, { cause })
    this.name = 'KvUnavailable'
  }
}
