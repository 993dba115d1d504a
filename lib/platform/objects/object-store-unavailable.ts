import { AppError } from '@/lib/core/errors'

/** The store did not do its work: it is down, full, slow, or refuses us. The same call may succeed later. */
export class ObjectStoreUnavailable extends AppError {
  static override readonly brand = 'ObjectStoreUnavailable'
  /** For whoever operates the instance: completes "The object store cannot be used: …". */
  readonly reason: string
  /** What the driver said. Not as a cause: what the SDK throws carries sockets and signed headers. */
  readonly fault: string

  constructor(reason: string, cause: unknown) {
    const detail = 'The storage for files does not work right now. The drawing is safe. Please try again in a moment.'
    super('unavailable', detail, { retryAfterSeconds: 5 })
    this.name = 'ObjectStoreUnavailable'
    this.reason = reason
    this.fault = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
  }
}
