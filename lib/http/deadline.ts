import { AppError } from '@/lib/core/errors'
import { secondMs } from '@/lib/core/time'

/** Slower than this is no upload but a connection held open: 100 MB may take 13 minutes. */
const slowestBytesPerSecond = 128 * 1024

/** The time a request may take. It grows with the body that arrives, so that a large one over a slow line gets through. */
export class Deadline {
  private readonly startedAtMs = performance.now()
  private controller: AbortController | null = null
  private giveUp: (() => void) | null = null
  private timer: NodeJS.Timeout
  private receivedBytes = 0

  constructor(private readonly limitMs: number) {
    this.timer = setTimeout(() => this.look(), limitMs)
  }

  /** Aborted, with a `timeout`, when the time is over. Made when it is first asked for: a quick read never does. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController()
    return this.controller.signal
  }

  noteReceived(bytes: number): void {
    this.receivedBytes += bytes
  }

  /** What the work gives, or a `timeout` when that takes too long; what becomes of the work then is its own concern. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.giveUp = () => reject(this.signal.reason)
      work.then(resolve, reject)
    })
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  private look(): void {
    const allowedMs = this.limitMs + (this.receivedBytes / slowestBytesPerSecond) * secondMs
    const remainingMs = this.startedAtMs + allowedMs - performance.now()
    if (remainingMs > 1) this.timer = setTimeout(() => this.look(), remainingMs)
    else this.end()
  }

  private end(): void {
    this.controller ??= new AbortController()
    this.controller.abort(tookTooLong(this.limitMs / secondMs))
    this.giveUp?.()
  }
}

const tookTooLong = (seconds: number) =>
  new AppError(
    'timeout',
    `This was not done within ${seconds} seconds and was given up. Look whether it took effect before you try again.`,
  )
