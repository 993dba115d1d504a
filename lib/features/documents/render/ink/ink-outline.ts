import {
  add,
  cross,
  distance,
  dot,
  lerp,
  middle,
  type Point,
  perpendicular,
  rotate,
  scale,
  subtract,
  unit,
} from '../geometry/point'
import { formatNumber, formatPoint } from '../svg'
import type { InkPoint } from './read-ink'
import { computeStrokePoints, type InkStyle, type StrokePoint } from './stroke-points'
import { setRadii } from './stroke-width'

/** The outline of an ink stroke of varying width. Sharp turns split it, so that each part has round ends. */
export function toInkData(points: readonly InkPoint[], style: InkStyle): string {
  const stroke = computeStrokePoints(points, style)
  setRadii(stroke, style)
  return splitAtTurns(stroke)
    .map((part) => drawPart(part, style))
    .join('')
}

function splitAtTurns(stroke: readonly StrokePoint[]): StrokePoint[][] {
  if (stroke.length <= 2) return [[...stroke]]
  const parts: StrokePoint[][] = []
  let part = [stroke[0]!]
  let direction = unit(subtract(stroke[1]!.at, stroke[0]!.at))
  for (let i = 1; i < stroke.length - 1; i++) {
    const [before, here, after] = [stroke[i - 1]!, stroke[i]!, stroke[i + 1]!]
    const next = unit(subtract(after.at, here.at))
    const alignment = dot(direction, next)
    direction = next
    const radius = (before.radius + here.radius + after.radius) / 3
    const spread = distance(before.at, here.at) ** 2 + distance(here.at, after.at) ** 2
    const isTurn = alignment < -0.8 || (alignment <= 0.7 && spread < 1.5 * radius ** 2)
    const point = alignment < -0.8 ? { ...here, at: here.input } : here
    part.push(point)
    if (!isTurn) continue
    parts.push(tidy(part))
    part = [point]
  }
  part.push(stroke.at(-1)!)
  return [...parts, tidy(part)]
}

/** Drops points that are within the round ends, and lets the ends face their neighbours. */
function tidy(part: readonly StrokePoint[]): StrokePoint[] {
  const [first, last] = [part[0]!, part.at(-1)!]
  const isApart = (end: StrokePoint) => (point: StrokePoint) =>
    distance(end.at, point.at) >= ((end.radius + point.radius) / 2) * 0.5
  const inner = part.slice(1, -1)
  const from = inner.findIndex(isApart(first))
  const to = inner.findLastIndex(isApart(last))
  const kept = [first, ...(from < 0 ? [] : inner.slice(from, to + 1)), ...(part.length > 1 ? [last] : [])]
  if (kept.length < 2) return kept
  const facing = (a: StrokePoint, b: StrokePoint) => unit(subtract(a.at, b.at))
  kept[0] = { ...first, back: facing(first, kept[1]!) }
  kept[kept.length - 1] = { ...last, back: facing(kept.at(-2)!, last) }
  return kept
}

function drawPart(part: readonly StrokePoint[], style: InkStyle): string {
  const [first, last] = [part[0], part.at(-1)]
  if (!first || !last) return ''
  if (part.length === 1) return dotData(first.at, first.radius)
  const { left, right } = computeTracks(part, style)
  const cap = (point: StrokePoint, across: Point) => {
    const r = formatNumber(point.radius)
    const [from, to] = [add(point.at, scale(across, point.radius)), subtract(point.at, scale(across, point.radius))]
    return `${formatPoint(from)} A${r},${r} 0 0 1 ${formatPoint(to)}`
  }
  const side = (track: readonly Point[]) =>
    track
      .slice(1)
      .map((p, i) => formatPoint(middle(track[i]!, p)))
      .join(' ')
  const endCap = cap(last, scale(perpendicular(last.back), -1))
  const startCap = cap(first, perpendicular(first.back))
  return `M${formatPoint(left[0]!)} T${side(left)} ${endCap} T${side(right.reverse())} ${startCap}Z`
}

export function dotData({ x, y }: Point, radius: number): string {
  const r = formatNumber(radius)
  const [left, right] = [formatPoint({ x: x - radius, y }), formatPoint({ x: x + radius, y })]
  return `M${left}A${r},${r} 0 1,1 ${right}A${r},${r} 0 1,1 ${left}Z`
}

/** The two sides of a stroke. */
function computeTracks(part: readonly StrokePoint[], { size, smoothing }: InkStyle): { left: Point[]; right: Point[] } {
  const [left, right]: [Point[], Point[]] = [[], []]
  const apart = size * smoothing
  let wasSharp = false
  let before = part[0]!.back
  part.forEach((point, i) => {
    const next = part[i + 1]?.back ?? point.back
    const turnAhead = i < part.length - 1 ? dot(next, point.back) : 1
    const isSharp = (dot(point.back, before) < 0 && !wasSharp) || turnAhead < 0.2
    if (isSharp) {
      addSharpCorner({ left, right }, { point, before, next })
      wasSharp = turnAhead < 0.2
      return
    }
    wasSharp = false
    const isEnd = i === 0 || i === part.length - 1
    const across = scale(perpendicular(isEnd ? point.back : lerp(next, point.back, turnAhead)), point.radius)
    const [l, r] = [subtract(point.at, across), add(point.at, across)]
    if (isEnd || i <= 1 || distance(left.at(-1)!, l) > apart) left.push(l)
    if (isEnd || i <= 1 || distance(right.at(-1)!, r) > apart) right.push(r)
    before = point.back
  })
  return { left, right }
}

interface Corner {
  point: StrokePoint
  before: Point
  next: Point
}

function addSharpCorner(tracks: { left: Point[]; right: Point[] }, { point, before, next }: Corner): void {
  if (dot(next, point.back) > -0.62) {
    const offset = scale(before, point.radius)
    const [a, b] = [add(point.at, offset), subtract(point.at, offset)]
    const isLeftTurn = cross(before, next) < 0
    tracks.left.push(isLeftTurn ? a : b)
    tracks.right.push(isLeftTurn ? b : a)
    return
  }
  const start = subtract(point.input, perpendicular(scale(before, point.radius)))
  for (let i = 0; i <= 13; i++) {
    const t = i / 13
    tracks.left.push(rotate(start, Math.PI * t, point.input))
    tracks.right.push(rotate(start, Math.PI - Math.PI * t, point.input))
  }
}
