import { distance, lerp, type Point } from './point'

export function lengthAlong(points: readonly Point[]): number {
  let length = 0
  for (let i = 1; i < points.length; i++) length += distance(points[i - 1]!, points[i]!)
  return length
}

/** The point after `ratio` (0 to 1) of the way along the line. */
export function pointAlong(points: readonly Point[], ratio: number): Point {
  let left = lengthAlong(points) * Math.max(0, Math.min(1, ratio))
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!]
    const length = distance(a, b)
    if (left <= length && length > 0) return lerp(a, b, left / length)
    left -= length
  }
  return points.at(-1) ?? { x: 0, y: 0 }
}

/** How far along the line (0 to 1) the point nearest to `p` is. */
export function ratioAlong(points: readonly Point[], p: Point): number {
  const total = lengthAlong(points)
  let [walked, best, bestDistance] = [0, 0, Infinity]
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!]
    const length = distance(a, b)
    const t = length === 0 ? 0 : ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (length * length)
    const on = lerp(a, b, Math.max(0, Math.min(1, t)))
    const away = distance(on, p)
    if (away < bestDistance) {
      bestDistance = away
      best = walked + distance(a, on)
    }
    walked += length
  }
  return total === 0 ? 0 : best / total
}
