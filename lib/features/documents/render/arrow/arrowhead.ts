import {
  add,
  angleFrom,
  distance,
  fromAngle,
  lerp,
  middle,
  nudge,
  type Point,
  rotate,
  scale,
  subtract,
} from '../geometry/point'
import { formatNumber, formatPoint } from '../svg'
import { type ArrowBody, endOf, startOf } from './arrow-body'
import type { Head } from './arrow-shape'

/** The outline of an arrowhead; empty for `none`. */
export function arrowheadData(head: Head, body: ArrowBody, side: 'start' | 'end', strokeWidth: number): string {
  const tip = side === 'end' ? endOf(body) : startOf(body)
  const back = backOf(body, side, strokeWidth)
  const draw = shapes[head]
  return draw ? draw(tip, back) : ''
}

const clamp = (value: number, min: number, max: number) => Math.max(min, Math.min(max, value))

/** The point on the line where a head begins. */
function backOf(body: ArrowBody, side: 'start' | 'end', strokeWidth: number): Point {
  const points = side === 'end' ? body.points.toReversed() : body.points
  const [tip, next] = [points[0] ?? { x: 0, y: 0 }, points[1] ?? { x: 0, y: 0 }]
  const headLength = (length: number) => clamp(length, strokeWidth, strokeWidth * 3)
  if (body.kind === 'straight') return nudge(tip, next, headLength(distance(tip, next) / 5))
  if (body.kind === 'elbow') return nudge(tip, next, headLength(distance(tip, next) / 2))
  const { center, radius, sweep, large } = body
  const half = Math.asin(Math.min(1, distance(tip, next) / 2 / radius))
  const length = headLength((radius * (large ? 2 * Math.PI - 2 * half : 2 * half)) / 5)
  const inward = (side === 'start') === sweep ? 1 : -1
  return add(
    center,
    fromAngle(angleFrom(center, tip) + inward * 2 * Math.asin(Math.min(1, length / 2 / radius)), radius),
  )
}

const shapes: Partial<Record<Head, (tip: Point, back: Point) => string>> = {
  arrow: (tip, back) => {
    const [left, right] = wings(tip, back, Math.PI / 6)
    return `M${formatPoint(left)}L${formatPoint(tip)}L${formatPoint(right)}`
  },
  triangle: (tip, back) => {
    const [left, right] = wings(tip, back, Math.PI / 6)
    return closed([left, right, tip])
  },
  inverted: (tip, back) => {
    const half = rotate(scale(subtract(back, tip), 0.5), Math.PI / 2)
    return closed([add(tip, half), back, subtract(tip, half)])
  },
  diamond: (tip, back) => {
    const [left, right] = wings(tip, lerp(tip, back, 0.75), Math.PI / 4)
    const center = middle(left, right)
    return closed([add(center, subtract(center, tip)), right, tip, left])
  },
  square: (tip, back) => {
    const far = lerp(tip, back, 0.85)
    const half = rotate(scale(subtract(far, tip), 0.5), Math.PI / 2)
    return closed([add(tip, half), add(far, half), subtract(far, half), subtract(tip, half)])
  },
  bar: (tip, back) => {
    const half = rotate(scale(subtract(back, tip), 0.5), Math.PI / 2)
    return `M${formatPoint(add(tip, half))}L${formatPoint(subtract(tip, half))}`
  },
  dot: (tip, back) => {
    const center = lerp(tip, back, 0.45)
    const r = formatNumber(distance(center, tip))
    const [left, right] = [-1, 1].map((side) =>
      formatPoint({ x: center.x + side * distance(center, tip), y: center.y }),
    )
    return `M${left}A${r},${r} 0 1,0 ${right}A${r},${r} 0 1,0 ${left}Z`
  },
}

const wings = (tip: Point, back: Point, angle: number): [Point, Point] => [
  rotate(back, angle, tip),
  rotate(back, -angle, tip),
]

const closed = (points: readonly Point[]): string => `M${points.map(formatPoint).join('L')}Z`
