import { dayMs } from '@/lib/core/time'
import { computeUptime } from '@/lib/ops/health/compute-uptime'
import type { Span } from '@/lib/ops/health/span-journal'
import type { PublicDay, StoredStatus } from './schema-snapshot'

export const shownDays = 90

/** From worst to best; what is not known says nothing. */
const worstFirst = ['down', 'degraded', 'maintenance', 'up'] as const

/** The first moment of the first day that is shown; days are those of UTC. */
export const computeHistoryStart = (untilMs: number): number =>
  Math.floor(untilMs / dayMs) * dayMs - (shownDays - 1) * dayMs

/** The last 90 days of one component, today's until now. */
export function computeHistory(spans: readonly Span[], untilMs: number): StoredStatus['histories'][string] {
  const fromMs = computeHistoryStart(untilMs)
  const byDay = Array.from({ length: shownDays }, (): Span[] => [])
  for (const span of spans) {
    const first = Math.max(0, Math.floor((span.startedAtMs - fromMs) / dayMs))
    const last = Math.min(
      shownDays - 1,
      Math.floor((Math.max(span.endedAtMs, span.startedAtMs + 1) - 1 - fromMs) / dayMs),
    )
    for (let day = first; day <= last; day++) byDay[day]?.push(span)
  }
  const days = byDay.map((own, index) => computeDay(own, { fromMs: fromMs + index * dayMs, untilMs }))
  return { uptime: computeUptime(spans, { fromMs, untilMs }).upRatio, days }
}

function computeDay(spans: readonly Span[], { fromMs, untilMs }: { fromMs: number; untilMs: number }): PublicDay {
  const period = { fromMs, untilMs: Math.min(fromMs + dayMs, untilMs) }
  return {
    date: new Date(fromMs).toISOString().slice(0, 10),
    status: worstFirst.find((status) => spans.some((span) => span.status === status)) ?? 'unknown',
    uptime: computeUptime(spans, period).upRatio,
  }
}
