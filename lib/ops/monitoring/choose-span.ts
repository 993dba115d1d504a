import { dayMs, hourMs } from '@/lib/core/time'

/** What readings are kept as: each for a day, the others for 90. */
export const readingSpans = ['raw', 'minutes5', 'hour'] as const

export type ReadingSpan = (typeof readingSpans)[number]

interface Range {
  fromMs: number
  toMs: number
}

/** The finest that is still there and gives a chart some hundred points, two thousand at most. */
export function chooseSpan({ fromMs, toMs }: Range, nowMs: number): ReadingSpan {
  const lengthMs = toMs - fromMs
  if (lengthMs <= 3 * hourMs && fromMs >= nowMs - dayMs) return 'raw'
  return lengthMs <= 3 * dayMs ? 'minutes5' : 'hour'
}
