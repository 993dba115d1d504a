import { secondMs } from '@/lib/core/time'
import type { BarRange } from './ranges'

/** One stretch of a component's history; of `lib/ops/health/span-journal.ts`. */
export interface BarSpan {
  status: 'up' | 'degraded' | 'down' | 'maintenance'
  startedAtMs: number
  endedAtMs: number
  message: string | null
}

/**
 * One bar: null when the component was up all the time, else for how many seconds it was not, and what was said of the
 * longest of them. What is missing to the length of the bar it was up; the last bar is as long as what has passed of it.
 */
export type Bar =
  | null
  | readonly [degraded: number, down: number, maintenance: number, unknown: number, message: string | null]

export interface UptimeBars {
  /** Beginning of the first bar. */
  fromMs: number
  untilMs: number
  bars: Bar[]
}

/** Beginnings of bars are multiples of their length, so that they stay where they are while time goes on. */
export function computeBarStart({ barMs, count }: BarRange, nowMs: number): number {
  return Math.floor(nowMs / barMs) * barMs - (count - 1) * barMs
}

interface Totals {
  up: number
  degraded: number
  down: number
  maintenance: number
  message: string | null
  messageMs: number
}

const noTime = (): Totals => ({ up: 0, degraded: 0, down: 0, maintenance: 0, message: null, messageMs: 0 })

/** How one component was, bar by bar. Spans may touch, overlap and reach beyond; of two that overlap the earlier counts. */
export function computeUptimeBars(spans: readonly BarSpan[], range: BarRange, nowMs: number): UptimeBars {
  const fromMs = computeBarStart(range, nowMs)
  const { barMs } = range
  const totals = Array.from({ length: range.count }, noTime)
  let countedUntilMs = fromMs
  for (const span of spans.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
    const endMs = Math.min(span.endedAtMs, nowMs)
    let atMs = Math.max(span.startedAtMs, countedUntilMs)
    while (atMs < endMs) {
      const bar = Math.floor((atMs - fromMs) / barMs)
      const nextMs = Math.min(endMs, fromMs + (bar + 1) * barMs)
      addTime(totals[bar]!, span, nextMs - atMs)
      atMs = nextMs
    }
    countedUntilMs = Math.max(countedUntilMs, endMs)
  }
  const bars = totals.map((one, bar) => toBar(one, Math.min(barMs, nowMs - (fromMs + bar * barMs))))
  return { fromMs, untilMs: nowMs, bars }
}

function addTime(totals: Totals, { status, message }: BarSpan, ms: number): void {
  totals[status] += ms
  if (status === 'up' || message === null || ms <= totals.messageMs) return
  totals.message = message
  totals.messageMs = ms
}

/** Less than this is the time between two processes, or two looks. */
const noticedSeconds = 1

function toBar({ up, degraded, down, maintenance, message }: Totals, lengthMs: number): Bar {
  const toSeconds = (ms: number) => Math.round(Math.max(0, ms) / secondMs)
  const parts = [degraded, down, maintenance, lengthMs - up - degraded - down - maintenance].map(toSeconds)
  const [slow = 0, gone = 0, announced = 0, unknown = 0] = parts
  if (parts.every((seconds) => seconds < noticedSeconds)) return null
  return [slow, gone, announced, unknown, message]
}

export type BarState = 'up' | 'degraded' | 'down' | 'maintenance' | 'unknown'

/** The worst that happened; unknown only when nothing else is known of it. */
export function computeBarState(bar: Bar, lengthSeconds: number): BarState {
  if (bar === null) return 'up'
  const [degraded, down, maintenance, unknown] = bar
  if (down > 0) return 'down'
  if (degraded > 0) return 'degraded'
  if (unknown >= lengthSeconds - noticedSeconds) return 'unknown'
  return maintenance > (lengthSeconds - unknown) / 2 ? 'maintenance' : 'up'
}
