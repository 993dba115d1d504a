/** Where one tab writes what is not acknowledged yet. */
export interface ChangeKeeperDeps<T> {
  write(value: T): Promise<void>
  clear(): Promise<void>
  now: () => number
  onSettled: () => void
}

export interface ChangeKeeper<T> {
  /** The newest value to keep; null when everything is acknowledged. Writes are at most one at a time and `everyMs` apart. */
  keep(value: T | null): void
  /** Writes at once what waits; resolves when it lies in the browser, or when that failed. */
  flush(): Promise<void>
  /** Whether the newest value lies in the browser. */
  isKept(): boolean
  /** The browser refuses to keep anything, or has not managed to for a second: closing the tab would lose work. */
  isAtRisk(): boolean
}

const everyMs = 100
const stuckAfterMs = 1_000

export function startChangeKeeper<T>(deps: ChangeKeeperDeps<T>): ChangeKeeper<T> {
  let newest: T | null = null
  let dirtySinceMs: number | null = null
  let written = false
  let failed = false
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | null = null

  async function writeOnce(): Promise<void> {
    const value = newest
    dirtySinceMs = null
    try {
      if (value !== null) await deps.write(value)
      else if (written) await deps.clear()
      written = value !== null
      failed = false
    } catch {
      failed = true
      dirtySinceMs ??= deps.now()
    }
  }

  function start(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    running ??= writeOnce().finally(() => {
      running = null
      if (dirtySinceMs !== null) schedule()
      deps.onSettled()
    })
    return running
  }

  function schedule(): void {
    timer ??= setTimeout(start, everyMs)
  }

  return {
    keep(value) {
      if (value === null && newest === null) return
      newest = value
      dirtySinceMs ??= deps.now()
      if (!running) schedule()
    },
    async flush() {
      await running
      if (dirtySinceMs !== null) await start()
    },
    isKept: () => newest === null || (dirtySinceMs === null && running === null && !failed),
    isAtRisk: () => newest !== null && (failed || (dirtySinceMs !== null && deps.now() - dirtySinceMs > stuckAfterMs)),
  }
}
