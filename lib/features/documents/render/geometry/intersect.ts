import type { Outline } from './flatten'
import { add, cross, distance, dot, type Point, scale, subtract } from './point'

function* edgesOf({ points, closed }: Outline): Generator<[Point, Point]> {
  for (let i = 0; i + 1 < points.length; i++) yield [points[i]!, points[i + 1]!]
  if (closed && points.length > 2) yield [points.at(-1)!, points[0]!]
}

/** Where the straight line from `a` to `b` meets the outlines. */
export function intersectSegment(outlines: readonly Outline[], a: Point, b: Point): Point[] {
  const found: Point[] = []
  const along = subtract(b, a)
  for (const outline of outlines) {
    for (const [c, d] of edgesOf(outline)) {
      const edge = subtract(d, c)
      const denominator = cross(along, edge)
      if (denominator === 0) continue
      const offset = subtract(c, a)
      const t = cross(offset, edge) / denominator
      const u = cross(offset, along) / denominator
      if (t >= 0 && t <= 1 && u >= 0 && u <= 1) found.push(add(a, scale(along, t)))
    }
  }
  return found
}

/** Where a circle meets the outlines. */
export function intersectCircle(outlines: readonly Outline[], center: Point, radius: number): Point[] {
  const found: Point[] = []
  for (const outline of outlines) {
    for (const [c, d] of edgesOf(outline)) {
      const edge = subtract(d, c)
      const offset = subtract(c, center)
      const [a, b, k] = [dot(edge, edge), 2 * dot(offset, edge), dot(offset, offset) - radius * radius]
      const discriminant = b * b - 4 * a * k
      if (a === 0 || discriminant < 0) continue
      for (const sign of discriminant === 0 ? [1] : [1, -1]) {
        const t = (-b + sign * Math.sqrt(discriminant)) / (2 * a)
        if (t >= 0 && t <= 1) found.push(add(c, scale(edge, t)))
      }
    }
  }
  return found
}

export function nearestPoint(outlines: readonly Outline[], p: Point): Point {
  let nearest = outlines[0]?.points[0] ?? p
  for (const outline of outlines) {
    for (const [c, d] of edgesOf(outline)) {
      const edge = subtract(d, c)
      const t = Math.max(0, Math.min(1, dot(subtract(p, c), edge) / (dot(edge, edge) || 1)))
      const candidate = add(c, scale(edge, t))
      if (distance(candidate, p) < distance(nearest, p)) nearest = candidate
    }
  }
  return nearest
}

export function isInside({ points, closed }: Outline, p: Point): boolean {
  if (!closed) return false
  let inside = false
  points.forEach((a, i) => {
    const b = points[(i + 1) % points.length]!
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  })
  return inside
}
