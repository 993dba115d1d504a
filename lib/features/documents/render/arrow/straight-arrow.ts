import { intersectSegment, nearestPoint } from '../geometry/intersect'
import { add, distance, dot, isSame, type Point, scale, subtract, unit } from '../geometry/point'
import type { ArrowBody } from './arrow-body'
import { type ArrowEnd, type ArrowShape, headOffset, minLength } from './arrow-shape'

interface Cut {
  at: Point
  didHit: boolean
}

/** A straight arrow ends where it meets the outlines of its targets, a little before them when it has heads. Null: no length. */
export function straightBody(arrow: ArrowShape): ArrowBody | null {
  const { start, end } = arrow
  if (isSame(start.at, end.at)) return null
  const direction = unit(subtract(end.at, start.at))
  const cutEnd = cut(end, start.at)
  const cutStart = cut(start, end.at)
  const { a, b } = separate(arrow, cutStart, cutEnd, direction)

  const along = unit(subtract(b, a))
  const isFlipped = dot(along, direction) < 0
  const [offsetA, offsetB] = computeOffsets(arrow, a, b, isFlipped ? scale(along, -1) : along)
  const sign = isFlipped ? -1 : 1
  const from = add(a, scale(along, offsetA * sign))
  const to = subtract(b, scale(along, offsetB * sign))
  const isTight = isFlipped && start.target && end.target
  const tip = isTight ? add(from, scale(along, -minLength * arrow.scale)) : to
  return isSame(from, tip) ? null : { kind: 'straight', points: [from, tip] }
}

function cut({ at, target }: ArrowEnd, opposite: Point): Cut {
  if (!target || target.isExact) return { at, didHit: false }
  const hits = intersectSegment(target.outlines, opposite, at)
  const first = hits.sort((p, q) => distance(p, opposite) - distance(q, opposite))[0]
  if (first) return { at: first, didHit: true }
  const near = nearestPoint(target.outlines, at)
  return distance(near, at) < 1 ? { at: near, didHit: true } : { at, didHit: false }
}

/** When the line misses a target, because the two overlap, a short arrow at the other one remains. */
function separate(arrow: ArrowShape, cutStart: Cut, cutEnd: Cut, direction: Point): { a: Point; b: Point } {
  const [a, b] = [cutStart.at, cutEnd.at]
  const { start, end, relation } = arrow
  if (relation !== 'apart' || !start.target || !end.target || start.target.isExact || end.target.isExact)
    return { a, b }
  const short = scale(direction, minLength * arrow.scale)
  if (cutEnd.didHit && !cutStart.didHit) return start.target.isClosed ? { a: add(b, short), b } : { a, b }
  if (!cutEnd.didHit && end.target.isClosed) return { a, b: subtract(a, short) }
  return { a, b }
}

function computeOffsets(arrow: ArrowShape, a: Point, b: Point, along: Point): [number, number] {
  const { start, end, relation } = arrow
  if (relation === 'same') return [0, 0]
  const offsetA = relation === 'start-contains-end' ? 0 : headOffset(start, arrow)
  const offsetB = relation === 'end-contains-start' ? 0 : headOffset(end, arrow)
  const room = dot(subtract(subtract(b, scale(along, offsetB)), add(a, scale(along, offsetA))), along)
  const gapOnly = 10 * arrow.scale
  const needed = minLength * arrow.scale + (offsetA && offsetA - gapOnly) + (offsetB && offsetB - gapOnly)
  if (Math.abs(room) >= needed) return [offsetA, offsetB]
  const factor = offsetA !== 0 && offsetB !== 0 ? -1.5 : -1
  return [offsetA * factor, offsetB * factor]
}
