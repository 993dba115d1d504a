import { distance, middle, type Point } from './point'

/** The radius of the circle through three points. */
export function radiusThrough(a: Point, b: Point, c: Point): number {
  const center = circleCenter(a, b, c)
  return distance(center ?? middle(a, b), a)
}

/** The centre of the circle through three points; null when they are on one line. */
export function circleCenter(a: Point, b: Point, c: Point): Point | null {
  const u = -2 * (a.x * (b.y - c.y) - a.y * (b.x - c.x) + b.x * c.y - c.x * b.y)
  const [a2, b2, c2] = [a, b, c].map((p) => p.x * p.x + p.y * p.y) as [number, number, number]
  const x = (a2 * (c.y - b.y) + b2 * (a.y - c.y) + c2 * (b.y - a.y)) / u
  const y = (a2 * (b.x - c.x) + b2 * (c.x - a.x) + c2 * (a.x - b.x)) / u
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null
}
