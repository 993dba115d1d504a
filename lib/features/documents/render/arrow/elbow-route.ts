import type { Bounds } from '../geometry/bounds'
import type { Point } from '../geometry/point'
import { findGridRoute } from './grid-route'
import type { Side } from './side'

export interface ElbowEnd {
  at: Point
  box: Bounds
  isPoint: boolean
  /** The side the line has to use; null for whichever is best. */
  side: Side | null
}

interface RouteOptions {
  /** Straight way out of a shape. */
  leg: number
  /** The least a line needs between two shapes on each side. */
  minLeg: number
  /** Where between the two shapes the line turns, 0 to 1. */
  midPoint: number
}

const sides: readonly Side[] = ['right', 'bottom', 'left', 'top']

interface Gap {
  /** Free space between the boxes: positive when b is right of (below) a, 0 when they overlap. */
  size: number
  /** Where a line may turn between them; null when there is no room. */
  middle: number | null
}

/** A route from a to b: first the one that people expect, else the one with the fewest corners, else the shortest. */
export function findRoute(a: ElbowEnd, b: ElbowEnd, options: RouteOptions): Point[] | null {
  const gapX = computeGap(a, b, 'x', options)
  const gapY = computeGap(a, b, 'y', options)
  const ideal = pickSides(a, b, { gapX, gapY, leg: options.leg })
  if (ideal) return routeBetween(a, b, ideal, { gapX, gapY, leg: options.leg })

  let best: Point[] | null = null
  let bestCost = Infinity
  for (const sideA of a.side ? [a.side] : sides) {
    for (const sideB of b.side ? [b.side] : sides) {
      const route = routeBetween(a, b, [sideA, sideB], { gapX, gapY, leg: options.leg })
      const cost = route ? route.length * 1e6 + lengthOf(route) : Infinity
      if (cost < bestCost - 0.5) {
        best = route
        bestCost = cost
      }
    }
  }
  return best
}

const lengthOf = (route: readonly Point[]): number =>
  route.slice(1).reduce((sum, p, i) => sum + Math.abs(p.x - route[i]!.x) + Math.abs(p.y - route[i]!.y), 0)

const low = (box: Bounds, axis: 'x' | 'y') => (axis === 'x' ? box.x : box.y)
const high = (box: Bounds, axis: 'x' | 'y') => (axis === 'x' ? box.x + box.w : box.y + box.h)

function computeGap(a: ElbowEnd, b: ElbowEnd, axis: 'x' | 'y', { leg, minLeg, midPoint }: RouteOptions): Gap {
  const after = low(b.box, axis) - high(a.box, axis)
  const before = low(a.box, axis) - high(b.box, axis)
  const size = after >= 0 ? after : before >= 0 ? -before : 0
  if (Math.abs(size) <= minLeg * 2) return { size, middle: null }
  const sign = Math.sign(size)
  const reach = (end: ElbowEnd) => (end.isPoint ? minLeg : Math.min(leg, Math.abs(size) / 2))
  const from = (sign > 0 ? high(a.box, axis) : low(a.box, axis)) + sign * reach(a)
  const to = (sign > 0 ? low(b.box, axis) : high(b.box, axis)) - sign * reach(b)
  return { size, middle: from + (to - from) * midPoint }
}

interface Gaps {
  gapX: Gap
  gapY: Gap
  leg: number
}

const accepts = (end: ElbowEnd, side: Side) => end.side === null || end.side === side

function pickSides(a: ElbowEnd, b: ElbowEnd, { gapX, gapY, leg }: Gaps): [Side, Side] | null {
  const facingX: [Side, Side] = gapX.size > 0 ? ['right', 'left'] : ['left', 'right']
  const facingY: [Side, Side] = gapY.size > 0 ? ['bottom', 'top'] : ['top', 'bottom']
  const fits = ([sideA, sideB]: [Side, Side]) => accepts(a, sideA) && accepts(b, sideB)
  if (Math.abs(gapX.size) + 1 > Math.abs(gapY.size) && gapX.middle !== null && fits(facingX)) return facingX
  if (a.isPoint && b.isPoint && fits(facingY)) return facingY
  const turn = pickTurn(a, b, leg)
  if (turn && fits(turn)) return turn
  return gapY.middle !== null && fits(facingY) ? facingY : null
}

/** One corner is enough when b lies beyond a's side and a beyond b's. */
function pickTurn(a: ElbowEnd, b: ElbowEnd, leg: number): [Side, Side] | null {
  const [legA, legB] = [a.isPoint ? 0 : leg, b.isPoint ? 0 : leg]
  const toRight = high(a.box, 'x') + legA <= b.at.x
  const toLeft = low(a.box, 'x') - legA >= b.at.x
  if (!toRight && !toLeft) return null
  const side: Side = toRight ? 'right' : 'left'
  if (a.at.y <= low(b.box, 'y') - legB) return [side, 'top']
  return a.at.y >= high(b.box, 'y') + legB ? [side, 'bottom'] : null
}

/** Where a line that is aimed at the target leaves the box. */
function exitOf({ at, box }: ElbowEnd, side: Side): Point {
  switch (side) {
    case 'left':
      return { x: box.x, y: at.y }
    case 'right':
      return { x: box.x + box.w, y: at.y }
    case 'top':
      return { x: at.x, y: box.y }
    case 'bottom':
      return { x: at.x, y: box.y + box.h }
  }
}

function routeBetween(a: ElbowEnd, b: ElbowEnd, [sideA, sideB]: [Side, Side], gaps: Gaps): Point[] | null {
  const [from, to] = [exitOf(a, sideA), exitOf(b, sideB)]
  const { gapX, gapY } = gaps
  const pair = `${sideA}-${sideB}`
  if (gapX.middle !== null && pair === (gapX.size > 0 ? 'right-left' : 'left-right')) {
    return simplify([from, { x: gapX.middle, y: from.y }, { x: gapX.middle, y: to.y }, to])
  }
  if (gapY.middle !== null && pair === (gapY.size > 0 ? 'bottom-top' : 'top-bottom')) {
    return simplify([from, { x: from.x, y: gapY.middle }, { x: to.x, y: gapY.middle }, to])
  }
  const turn = pickTurn(a, b, gaps.leg)
  if (turn && turn[0] === sideA && turn[1] === sideB) return simplify([from, { x: to.x, y: from.y }, to])
  const route = findGridRoute({
    from: { at: from, side: sideA, box: a.box, isPoint: a.isPoint },
    to: { at: to, side: sideB, box: b.box, isPoint: b.isPoint },
    leg: gaps.leg,
    middles: { x: gapX.middle, y: gapY.middle },
  })
  return route && simplify(route)
}

/** Drops points that lie on the straight way between their neighbours. */
function simplify(points: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const p of points) {
    const [last, before] = [kept.at(-1), kept.at(-2)]
    const isClose = (u: number, v: number) => Math.abs(u - v) < 0.01
    if (last && isClose(p.x, last.x) && isClose(p.y, last.y)) continue
    const isStraight =
      last &&
      before &&
      ((isClose(p.x, last.x) && isClose(last.x, before.x)) || (isClose(p.y, last.y) && isClose(last.y, before.y)))
    if (isStraight) kept.pop()
    kept.push(p)
  }
  return kept
}
