export interface Point {
  readonly x: number
  readonly y: number
}

export const point = (x: number, y: number): Point => ({ x, y })
export const add = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y })
export const subtract = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y })
export const scale = (a: Point, factor: number): Point => ({ x: a.x * factor, y: a.y * factor })
export const lengthOf = (a: Point): number => Math.hypot(a.x, a.y)
export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y)
export const dot = (a: Point, b: Point): number => a.x * b.x + a.y * b.y
export const cross = (a: Point, b: Point): number => a.x * b.y - a.y * b.x
export const lerp = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t })
export const middle = (a: Point, b: Point): Point => lerp(a, b, 0.5)
export const isSame = (a: Point, b: Point, tolerance = 1e-4): boolean =>
  Math.abs(a.x - b.x) <= tolerance && Math.abs(a.y - b.y) <= tolerance

/** The direction of `a`; the zero vector has none and stays zero. */
export function unit(a: Point): Point {
  const length = lengthOf(a)
  return length === 0 ? a : scale(a, 1 / length)
}

/** A quarter turn, so that a path running right has this on its upper side (y grows downwards). */
export const perpendicular = (a: Point): Point => ({ x: a.y, y: -a.x })

export function rotate(a: Point, radians: number, center: Point = { x: 0, y: 0 }): Point {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  const [x, y] = [a.x - center.x, a.y - center.y]
  return { x: center.x + x * cos - y * sin, y: center.y + x * sin + y * cos }
}

export const fromAngle = (radians: number, radius = 1): Point => ({
  x: Math.cos(radians) * radius,
  y: Math.sin(radians) * radius,
})
export const angleFrom = (center: Point, a: Point): number => Math.atan2(a.y - center.y, a.x - center.x)

/** Moves `a` by `amount` towards `target`; nowhere when they are the same point. */
export const nudge = (a: Point, target: Point, amount: number): Point =>
  add(a, scale(unit(subtract(target, a)), amount))
