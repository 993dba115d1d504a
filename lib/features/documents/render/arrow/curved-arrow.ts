import { circleCenter } from '../geometry/circle'
import { intersectCircle, nearestPoint } from '../geometry/intersect'
import {
  add,
  angleFrom,
  distance,
  fromAngle,
  isSame,
  middle,
  type Point,
  perpendicular,
  scale,
  subtract,
  unit,
} from '../geometry/point'
import type { ArrowBody } from './arrow-body'
import { type ArrowEnd, type ArrowShape, headOffset, minLength } from './arrow-shape'
import { straightBody } from './straight-arrow'

const fullTurn = Math.PI * 2

/** The circle that an arrow follows, and which way. */
interface Circle {
  center: Point
  radius: number
  /** 1 clockwise, -1 counter-clockwise. */
  sign: 1 | -1
}

const at = ({ center, radius }: Circle, angle: number): Point => add(center, fromAngle(angle, radius))

/** The angle one turns from `from` to `to` when going the arrow's way. */
function turn({ center, sign }: Circle, from: Point, to: Point): number {
  const angle = (angleFrom(center, to) - angleFrom(center, from)) * sign
  return ((angle % fullTurn) + fullTurn) % fullTurn
}

/** An arrow along a circle, cut at the outlines of its targets. */
export function curvedBody(arrow: ArrowShape): ArrowBody | null {
  const { start, end } = arrow
  if (isSame(start.at, end.at)) return null
  const circle = findCircle(arrow)
  if (!circle) return straightBody(arrow)

  const cutA = cut(start, circle, { from: start.at, to: end.at, prefer: 0.25 })
  const cutB = cut(end, circle, { from: cutA ?? start.at, to: end.at, prefer: 0.75 })
  const [a, b] = [cutA ?? start.at, cutB ?? end.at]
  const [offsetA, offsetB] = computeOffsets(arrow, circle, { a, b, hitA: cutA !== null, hitB: cutB !== null })
  let from = offsetA === 0 ? a : at(circle, angleFrom(circle.center, a) + (circle.sign * offsetA) / circle.radius)
  let to = offsetB === 0 ? b : at(circle, angleFrom(circle.center, b) - (circle.sign * offsetB) / circle.radius)

  const isBoundTwice = start.target && end.target && !start.target.isExact && !end.target.isExact
  if (isBoundTwice && arrow.relation === 'apart') {
    if (!cutA) from = start.at
    const passes = turn(circle, start.at, from) > turn(circle, start.at, to)
    if (!cutB || passes) {
      to = at(circle, angleFrom(circle.center, from) + (circle.sign * minLength * arrow.scale) / circle.radius)
    }
  }
  if (isBoundTwice && arrow.relation === 'same' && turn(circle, from, to) * circle.radius < 30) {
    from = start.at
    to = end.at
  }
  return arcBetween(from, to, circle)
}

function arcBetween(from: Point, to: Point, circle: Circle): ArrowBody | null {
  if (isSame(from, to)) return null
  const { center, radius, sign } = circle
  return {
    kind: 'arc',
    points: [from, to],
    center,
    radius,
    sweep: sign === 1,
    large: turn(circle, from, to) > Math.PI,
  }
}

function findCircle({ start, end, bend }: ArrowShape): Circle | null {
  const across = perpendicular(unit(subtract(end.at, start.at)))
  const top = add(middle(start.at, end.at), scale(across, -bend))
  const center = circleCenter(start.at, end.at, top)
  if (!center) return null
  const radius = distance(center, start.at)
  return radius < 1e6 ? { center, radius, sign: bend < 0 ? 1 : -1 } : null
}

/** Where the circle meets the target on the arrow's way; null when it does not. */
function cut(
  { at: terminal, target }: ArrowEnd,
  circle: Circle,
  way: { from: Point; to: Point; prefer: number },
): Point | null {
  if (!target || target.isExact) return null
  const whole = turn(circle, way.from, way.to)
  const rank = (p: Point) => {
    const turned = turn(circle, way.from, p)
    return target.isClosed ? Math.abs(turned - whole * way.prefer) : turned
  }
  const hits = intersectCircle(target.outlines, circle.center, circle.radius)
    .filter((p) => turn(circle, way.from, p) <= whole)
    .sort((p, q) => rank(p) - rank(q))
  if (hits[0]) return hits[0]
  if (!target.isClosed) return terminal
  const near = nearestPoint(target.outlines, terminal)
  return distance(near, terminal) < 1 ? near : null
}

interface Cuts {
  a: Point
  b: Point
  hitA: boolean
  hitB: boolean
}

function computeOffsets(arrow: ArrowShape, circle: Circle, { a, b, hitA, hitB }: Cuts): [number, number] {
  const offsetA = hitA ? headOffset(arrow.start, arrow) : 0
  const offsetB = hitB ? headOffset(arrow.end, arrow) : 0
  const { radius } = circle
  const gapOnly = 10 * arrow.scale
  const needed = minLength * arrow.scale + (offsetA && offsetA - gapOnly) + (offsetB && offsetB - gapOnly)
  const tipA = at(circle, angleFrom(circle.center, a) + (circle.sign * offsetA) / radius)
  const tipB = at(circle, angleFrom(circle.center, b) - (circle.sign * offsetB) / radius)
  if (distance(tipA, tipB) >= needed) return [offsetA, offsetB]
  const factor = offsetA !== 0 && offsetB !== 0 ? -1.5 : -2
  const leastA = 0.1 - turn(circle, arrow.start.at, a) * radius
  const leastB = 0.1 - turn(circle, b, arrow.end.at) * radius
  return [
    offsetA === 0 ? 0 : Math.max(offsetA * factor, leastA),
    offsetB === 0 ? 0 : Math.max(offsetB * factor, leastB),
  ]
}
