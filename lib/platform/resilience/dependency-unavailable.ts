import { AppError } from '@/lib/core/errors'

/** `open`: not asked, since it failed again and again; `timeout`: asked, and it did not answer in time. */
export type UnavailableReason = 'open' | 'timeout'

/** An outside dependency did not answer. Whether a call that timed out took effect is unknown. */
export class DependencyUnavailable extends AppError {
  static override readonly brand = 'DependencyUnavailable'
  readonly dependency: string
  readonly reason: UnavailableReason

  constructor(dependency: string, reason: UnavailableReason, options: { retryAfterSeconds?: number } = {}) {
    super('unavailable', 'Something that AutoGraph needs for this does not answer. Try again in a moment.', options)
    this.name = 'DependencyUnavailable'
    this.dependency = dependency
    this.reason = reason
  }
}
