interface GroupCommitOptions {
  /** Writes everything that is to be written now. A rejection is tried again until it works. */
  write(): Promise<void>
  onFailure(failure: { error: unknown; failures: number; delayMs: number }): void
  /** Writes start at least this far apart, so that the changes in between share one. */
  windowMs: number
}

const retryDelaysMs = [50, 100, 200, 400, 800, 1_500]

/** At most one write at a time; requests that arrive meanwhile share the next one. */
export class GroupCommit {
  private state: 'idle' | 'scheduled' | 'writing' | 'stopped' = 'idle'
  private isRequested = false
  private failures = 0
  /** On the monotonic clock: a wall clock that is set back must not hold a write for an hour. */
  private lastStartMs = Number.NEGATIVE_INFINITY
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly options: GroupCommitOptions) {}

  request(): void {
    this.isRequested = true
    if (this.state === 'idle') this.schedule(this.lastStartMs + this.options.windowMs - performance.now())
  }

  stop(): void {
    this.state = 'stopped'
    clearTimeout(this.timer)
  }

  private schedule(delayMs: number): void {
    this.state = 'scheduled'
    this.timer = setTimeout(() => void this.run(), Math.max(0, delayMs))
  }

  private async run(): Promise<void> {
    this.state = 'writing'
    this.isRequested = false
    this.lastStartMs = performance.now()
    let delayMs = this.options.windowMs
    try {
      await this.options.write()
      this.failures = 0
    } catch (error) {
      delayMs = retryDelaysMs[Math.min(this.failures++, retryDelaysMs.length - 1)]!
      this.isRequested = true
      this.options.onFailure({ error, failures: this.failures, delayMs })
    }
    // Typed as it was before the await; `stop` may have run meanwhile.
    if ((this.state as string) === 'stopped') return
    this.state = 'idle'
    if (this.isRequested)
      this.schedule(this.failures ? delayMs : this.lastStartMs + this.options.windowMs - performance.now())
  }
}
