import { secondMs } from '@/lib/core/time'

export interface BucketOptions {
  /** What may be used for long; 0 is no limit. */
  perSecond: number
  /** What may be used at once after a rest. */
  atOnce: number
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number
}

/** A rate with room for bursts: it fills up while little is used. Held in memory, by whoever owns what is limited. */
export class TokenBucket {
  private left: number
  private lookedAtMs: number
  private readonly now: () => number

  constructor(private readonly options: BucketOptions) {
    this.now = options.now ?? (() => performance.now())
    this.left = options.atOnce
    this.lookedAtMs = this.now()
  }

  /** False, and nothing is used, when there is not that much left. */
  use(amount: number): boolean {
    const { perSecond, atOnce } = this.options
    if (perSecond === 0) return true
    const nowMs = this.now()
    this.left = Math.min(atOnce, this.left + ((nowMs - this.lookedAtMs) / secondMs) * perSecond)
    this.lookedAtMs = nowMs
    if (this.left < amount) return false
    this.left -= amount
    return true
  }
}
