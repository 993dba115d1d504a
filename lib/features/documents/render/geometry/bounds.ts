import { type Matrix, transform } from './matrix'
import type { Point } from './point'

/** An axis-aligned rectangle. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export function boundsOf(points: readonly Point[]): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return left > right ? { x: 0, y: 0, w: 0, h: 0 } : { x: left, y: top, w: right - left, h: bottom - top }
}

export const cornersOf = ({ x, y, w, h }: Bounds): Point[] => [
  { x, y },
  { x: x + w, y },
  { x: x + w, y: y + h },
  { x, y: y + h },
]

export const centerOf = ({ x, y, w, h }: Bounds): Point => ({ x: x + w / 2, y: y + h / 2 })

export const around = (center: Point, w: number, h: number): Bounds => ({
  x: center.x - w / 2,
  y: center.y - h / 2,
  w,
  h,
})

export const expand = ({ x, y, w, h }: Bounds, by: number): Bounds => ({
  x: x - by,
  y: y - by,
  w: w + by * 2,
  h: h + by * 2,
})

export function union(a: Bounds, b: Bounds): Bounds {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y }
}

export const transformBounds = (m: Matrix, bounds: Bounds): Bounds =>
  boundsOf(cornersOf(bounds).map((corner) => transform(m, corner)))

export const containsPoint = ({ x, y, w, h }: Bounds, p: Point, margin = 0): boolean =>
  p.x >= x - margin && p.x <= x + w + margin && p.y >= y - margin && p.y <= y + h + margin

export const containsBounds = (outer: Bounds, inner: Bounds): boolean =>
  outer.x < inner.x &&
  outer.y < inner.y &&
  outer.x + outer.w > inner.x + inner.w &&
  outer.y + outer.h > inner.y + inner.h
