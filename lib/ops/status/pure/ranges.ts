import { dayMs, hourMs, minuteMs } from '@/lib/core/time'

/** How far back charts go, and how much time a point sums up: a few hundred points at most. */
export const chartRanges = [
  { range: '1h', label: 'Last hour', lengthMs: hourMs, pointMs: minuteMs },
  { range: '24h', label: '24 hours', lengthMs: dayMs, pointMs: 5 * minuteMs },
  { range: '7d', label: '7 days', lengthMs: 7 * dayMs, pointMs: hourMs },
  { range: '30d', label: '30 days', lengthMs: 30 * dayMs, pointMs: 2 * hourMs },
  { range: '90d', label: '90 days', lengthMs: 90 * dayMs, pointMs: 6 * hourMs },
] as const

/** How far back the bars of components go, and how much time one of them stands for. */
export const barRanges = [
  { range: '24h', label: '24 hours', barMs: 30 * minuteMs, count: 48 },
  { range: '7d', label: '7 days', barMs: 3 * hourMs, count: 56 },
  { range: '30d', label: '30 days', barMs: 12 * hourMs, count: 60 },
  { range: '90d', label: '90 days', barMs: dayMs, count: 90 },
] as const

export type ChartRange = (typeof chartRanges)[number]
export type BarRange = (typeof barRanges)[number]
