export interface RunOptions {
  /** Whether doing it twice is the same as doing it once; only then it is tried again, after 1, 2 and 4 s. */
  repeatable?: boolean
  /** Of the caller: when it aborts, waiting ends at once, and the dependency is not blamed. */
  signal?: AbortSignal
  /** For each attempt; without it, what the guard was made with. */
  timeoutMs?: number
  /** False for an error that is an answer, such as "not found": it is passed on, not repeated and not counted. */
  isFailure?: (error: unknown) => boolean
  /** Asks even while the circuit is open, to find out whether it can be closed. */
  probe?: boolean
}

export interface BreakerState {
  name: string
  /** An open circuit stays `open` until a call after 30 s, or a probe, tries the dependency: `half-open`. */
  state: 'closed' | 'open' | 'half-open'
  /** Failed attempts since the process started. */
  failures: number
  /** Since when it has not been closed; milliseconds since the epoch. */
  openedAtMs: number | null
}

/** Stands between the product and one outside dependency. */
export interface Guard {
  /**
   * Runs `work` with a timeout and, when it is repeatable, with retries. After 5 failures in a row the circuit opens:
   * calls are refused at once, until one finds the dependency well again. Errors: DependencyUnavailable when the circuit
   * is open or the time is over, the reason of the signal when the caller aborts, and whatever `work` throws.
   */
  run<T>(work: (signal: AbortSignal) => Promise<T>, options?: RunOptions): Promise<T>
  state(): BreakerState
}
