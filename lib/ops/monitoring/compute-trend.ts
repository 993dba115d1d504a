import { hourMs, minuteMs } from '@/lib/core/time'

export interface Point {
  atMs: number
  value: number
}

/** Over less time than this a slope says nothing. */
const leastMs = 30 * minuteMs
const leastPoints = 15

/** Growth per hour by least squares, and how much of the change it explains, 0 to 1; null when it is too early to say. */
export function computeTrend(points: readonly Point[]): { perHour: number; fit: number } | null {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < leastPoints || last.atMs - first.atMs < leastMs) return null
  const meanAt = mean(points.map(({ atMs }) => atMs))
  const meanValue = mean(points.map(({ value }) => value))
  let [both, at, value] = [0, 0, 0]
  for (const point of points) {
    both += (point.atMs - meanAt) * (point.value - meanValue)
    at += (point.atMs - meanAt) ** 2
    value += (point.value - meanValue) ** 2
  }
  return { perHour: (both / at) * hourMs, fit: value === 0 ? 0 : both ** 2 / (at * value) }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
