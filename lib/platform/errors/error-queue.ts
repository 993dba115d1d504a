export type ErrorSource = 'server' | 'browser'
export type ErrorContext = Record<string, string | number | boolean>

/** A fault with its repeats since it was last taken away; all but count and first time are of the latest. */
export interface CapturedError {
  fingerprint: string
  source: ErrorSource
  module: string
  name: string
  message: string
  stack: string | null
  context: ErrorContext
  correlationId: string | null
  release: string
  count: number
  firstAtMs: number
  lastAtMs: number
}

/** Different faults that wait; repeats only raise a count. Browsers can send what they like, so they have less room. */
const maxWaiting: Record<ErrorSource, number> = { server: 200, browser: 50 }

/** Errors that wait to be stored, grouped, with an end to how many there can be. */
export class ErrorQueue {
  private waiting = new Map<string, CapturedError>()
  private dropped = 0

  /** Beyond the room there is, it is only counted. */
  add(added: CapturedError): void {
    const known = this.waiting.get(added.fingerprint)
    if (known) this.waiting.set(added.fingerprint, merge(known, added))
    else if (this.countOf(added.source) < maxWaiting[added.source]) this.waiting.set(added.fingerprint, added)
    else this.dropped += added.count
  }

  /** Everything that waits; it is then the caller's. */
  take(): { errors: CapturedError[]; dropped: number } {
    const taken = { errors: [...this.waiting.values()], dropped: this.dropped }
    this.waiting = new Map()
    this.dropped = 0
    return taken
  }

  private countOf(source: ErrorSource): number {
    let count = 0
    for (const error of this.waiting.values()) if (error.source === source) count++
    return count
  }
}

function merge(one: CapturedError, other: CapturedError): CapturedError {
  const latest = one.lastAtMs > other.lastAtMs ? one : other
  return { ...latest, count: one.count + other.count, firstAtMs: Math.min(one.firstAtMs, other.firstAtMs) }
}
