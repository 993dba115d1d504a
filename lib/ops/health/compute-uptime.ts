import type { Span } from './span-journal'

export interface Uptime {
  /** Of what is known and was no maintenance, from 0 to 1; null when nothing is. */
  upRatio: number | null
  downMs: number
  /** How much of the period is known, from 0 to 1. */
  knownRatio: number
}

type Timed = Pick<Span, 'status' | 'startedAtMs' | 'endedAtMs'>

/** How much of a period one component was up; degraded is up. Spans may touch, overlap and reach beyond the period. */
export function computeUptime(
  spans: readonly Timed[],
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
): Uptime {
  const totals = { up: 0, degraded: 0, down: 0, maintenance: 0 }
  let countedUntilMs = fromMs
  for (const { status, startedAtMs, endedAtMs } of spans.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
    const startMs = Math.max(startedAtMs, countedUntilMs)
    const endMs = Math.min(endedAtMs, untilMs)
    if (endMs <= startMs) continue
    totals[status] += endMs - startMs
    countedUntilMs = endMs
  }
  const countedMs = totals.up + totals.degraded + totals.down
  return {
    upRatio: countedMs > 0 ? (totals.up + totals.degraded) / countedMs : null,
    downMs: totals.down,
    knownRatio: untilMs > fromMs ? (countedMs + totals.maintenance) / (untilMs - fromMs) : 0,
  }
}
