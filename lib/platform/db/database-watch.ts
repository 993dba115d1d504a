import { setTimeout as delay } from 'node:timers/promises'

interface DatabaseWatchOptions {
  /** Whether a new connection is made and answered; has its own timeout and never rejects. */
  ask(): Promise<boolean>
  onDown(): void
  onUp(downMs: number): void
  askEveryMs: number
}

/**
 * Knows whether the database answers at all. A breaker that waits half a minute suits a service we can do without; this
 * one asks several times a second for as long as it is down, because everybody's work waits for it.
 */
export class DatabaseWatch {
  isDown = false
  private asking: Promise<void> | null = null
  private isStopped = false

  constructor(private readonly options: DatabaseWatchOptions) {}

  /** Something took long or failed: find out whether it was the database. */
  suspect(): void {
    if (this.isStopped) return
    this.asking ??= this.askUntilItAnswers().finally(() => {
      this.asking = null
    })
  }

  stop(): void {
    this.isStopped = true
  }

  private async askUntilItAnswers(): Promise<void> {
    const { ask, onDown, onUp, askEveryMs } = this.options
    const sinceMs = performance.now()
    while (!this.isStopped && !(await ask())) {
      if (!this.isDown) {
        this.isDown = true
        onDown()
      }
      await delay(askEveryMs, undefined, { ref: false })
    }
    if (!this.isDown) return
    this.isDown = false
    onUp(performance.now() - sinceMs)
  }
}
