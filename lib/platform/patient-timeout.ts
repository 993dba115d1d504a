const tickMs = 100

/**
 * Resolves after this much time in which the process could work. A plain timer that comes due while the process is
 * starved of CPU fires before the answers that have long arrived are read, and blames whoever sent them.
 */
export function patientTimeout(timeoutMs: number): { expired: Promise<void>; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<void>((resolve) => {
    const tick = (left: number) => {
      if (left <= 0) return resolve()
      timer = setTimeout(tick, tickMs, left - 1)
      timer.unref()
    }
    tick(Math.ceil(timeoutMs / tickMs))
  })
  return { expired, stop: () => clearTimeout(timer) }
}
