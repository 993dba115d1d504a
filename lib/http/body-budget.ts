import { AppError } from '@/lib/core/errors'
import { remember } from '@/lib/platform/remember'

/** Bodies that are being received or worked on hold memory, several times their size once they are parsed. */
const budgetBytes = 160 * 1024 * 1024
/** So small that the number of requests limits them. */
const freeBytes = 1024 * 1024

const getHeld = () => remember('http.bodies', () => ({ bytes: 0 }))

/** What one request holds of the memory that all large bodies of this process share. */
export class BodyShare {
  private received = 0
  private held = 0

  /** Errors: unavailable when the large bodies of others take up all there is. */
  take(bytes: number): void {
    this.received += bytes
    const wanted = Math.max(0, this.received - freeBytes) - this.held
    const total = getHeld()
    // The first one always fits, or what is allowed by itself could never be sent.
    if (wanted > 0 && total.bytes > this.held && total.bytes + wanted > budgetBytes) throw tooManyLarge()
    this.held += wanted
    total.bytes += wanted
  }

  giveBack(): void {
    getHeld().bytes -= this.held
    this.held = 0
  }
}

const tooManyLarge = () =>
  new AppError(
    'unavailable',
    'The server is busy with other large uploads. Nothing was stored. Please try again in a moment.',
    { retryAfterSeconds: 5 },
  )
