import type { Path, Segment } from './path'
import { distance, type Point } from './point'

/** A contour as straight pieces: what arrows are cut at and bounds are taken from. */
export interface Outline {
  points: Point[]
  closed: boolean
}

const cubicAt = (from: Point, { control1, control2, to }: Extract<Segment, { kind: 'cubic' }>, t: number): Point => {
  const s = 1 - t
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t]
  return {
    x: a * from.x + b * control1.x + c * control2.x + d * to.x,
    y: a * from.y + b * control1.y + c * control2.y + d * to.y,
  }
}

const piecesOf = (segment: Segment, from: Point): number => {
  if (segment.kind === 'line') return 1
  const rough =
    distance(from, segment.control1) +
    distance(segment.control1, segment.control2) +
    distance(segment.control2, segment.to)
  return Math.max(6, Math.min(24, Math.ceil(rough / 12)))
}

export function flattenSegment(from: Point, segment: Segment): Point[] {
  if (segment.kind === 'line') return [segment.to]
  const count = piecesOf(segment, from)
  return Array.from({ length: count }, (_, i) =>
    i === count - 1 ? segment.to : cubicAt(from, segment, (i + 1) / count),
  )
}

export function flatten(path: Path): Outline[] {
  return path.map(({ start, segments, closed }) => {
    const points = [start]
    for (const segment of segments) points.push(...flattenSegment(points.at(-1)!, segment))
    return { points, closed }
  })
}

/** The length of a segment; of a curve, that of a chain of short straight pieces. */
export function segmentLength(from: Point, segment: Segment): number {
  if (segment.kind === 'line') return distance(from, segment.to)
  const pieces = piecesOf(segment, from)
  let [length, last] = [0, from]
  for (let i = 1; i <= pieces; i++) {
    const next = cubicAt(from, segment, i / pieces)
    length += distance(last, next)
    last = next
  }
  return length
}
