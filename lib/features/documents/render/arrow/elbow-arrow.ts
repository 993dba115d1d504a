import { type Bounds, containsPoint } from '../geometry/bounds'
import { intersectSegment, isInside, nearestPoint } from '../geometry/intersect'
import { distance, isSame, nudge, type Point } from '../geometry/point'
import { type Size, strokeWidths } from '../style'
import type { ArrowBody } from './arrow-body'
import { type ArrowEnd, type ArrowShape, headOffset, targetBounds } from './arrow-shape'
import { type ElbowEnd, findRoute } from './elbow-route'
import type { Side } from './side'

/** How far the line runs straight out of a shape before it may turn. */
const legs: Record<Size, number> = { s: 28, m: 36, l: 44, xl: 66 }

/** An arrow of horizontal and vertical pieces. */
export function elbowBody(arrow: ArrowShape): ArrowBody | null {
  const leg = legs[arrow.size] * arrow.scale
  const minLeg = strokeWidths[arrow.size] * 3 * arrow.scale
  let a = readEnd(arrow.start)
  let b = readEnd(arrow.end)
  if (isSame(a.at, b.at)) return null
  // A target that holds the other end cannot be gone around: its anchor alone counts.
  const [insideB, insideA] = [containsPoint(b.box, a.at, leg), containsPoint(a.box, b.at, leg)]
  if (insideA || (insideB && a.isPoint)) a = toPoint(a)
  if (insideB || (insideA && b.isPoint)) b = toPoint(b)

  const route = findRoute(a, b, { leg, minLeg, midPoint: arrow.midPoint })
  if (!route || route.length < 2) return null
  const cutStart = cutAtTarget(route, arrow.start, arrow)
  const cutBoth = cutAtTarget(cutStart.toReversed(), arrow.end, arrow).toReversed()
  return { kind: 'elbow', points: cutBoth }
}

function readEnd({ at, target }: ArrowEnd): ElbowEnd {
  if (!target) return { at, box: { x: at.x, y: at.y, w: 0, h: 0 }, isPoint: true, side: null }
  return { at, box: targetBounds(target), isPoint: false, side: sideOf(target.anchorDirection) }
}

const toPoint = ({ at, side }: ElbowEnd): ElbowEnd => ({ at, box: pointBox(at), isPoint: true, side })
const pointBox = ({ x, y }: Point): Bounds => ({ x, y, w: 0, h: 0 })

/** The side that a chosen anchor is nearest to. */
function sideOf(direction: Point | null): Side | null {
  if (!direction || isSame(direction, { x: 0, y: 0 }, 1e-6)) return null
  if (Math.abs(direction.x) > Math.abs(direction.y) - 0.0001) return direction.x < 0 ? 'left' : 'right'
  return direction.y < 0 ? 'top' : 'bottom'
}

/** Moves the first point of the route to where it meets the real outline, leaving room for the head. */
function cutAtTarget(route: readonly Point[], end: ArrowEnd, arrow: ArrowShape): Point[] {
  const [, next, ...rest] = route
  if (!end.target || !next) return [...route]
  const offset = headOffset(end, arrow)
  const { outlines, isExact } = end.target
  const isOnTarget =
    outlines.some((outline) => isInside(outline, end.at)) ||
    distance(nearestPoint(outlines, end.at), end.at) <= Math.max(1, offset)
  const hits = isExact ? [] : intersectSegment(outlines, next, end.at)
  if (isExact || isOnTarget) hits.push(end.at)
  const hit = hits.sort((p, q) => distance(p, next) - distance(q, next))[0]
  if (!hit) return [...route]
  const room = distance(hit, next)
  const kept = room < offset * 2 ? Math.max(0, room - offset) : offset
  return [nudge(hit, next, kept), next, ...rest]
}
