import { CrossBundleError } from '@/lib/core/cross-bundle-error'

interface Options {
  /** The other side asked for at least so much time. */
  retryAfterMs?: number
  /** False when nobody was asked, so that the attempt does not count. */
  isAttempt?: boolean
}

/** Why an effect could not be done this time; `message` is kept and shown to admins, so it holds no secret. */
export class OutboxFault extends CrossBundleError {
  static override readonly brand = 'OutboxFault'
  readonly retryAfterMs: number
  readonly isAttempt: boolean

  constructor(message: string, { retryAfterMs = 0, isAttempt = true }: Options = {}) {
    super(message)
    this.name = 'OutboxFault'
    this.retryAfterMs = retryAfterMs
    this.isAttempt = isAttempt
  }
}
