import type { Point } from './point'

/** An affine transform as SVG writes it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export interface Matrix {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

export const identity: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }

export function placement(x: number, y: number, radians: number): Matrix {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  return { a: cos, b: sin, c: -sin, d: cos, e: x, f: y }
}

export function multiply(m: Matrix, n: Matrix): Matrix {
  return {
    a: m.a * n.a + m.c * n.b,
    b: m.b * n.a + m.d * n.b,
    c: m.a * n.c + m.c * n.d,
    d: m.b * n.c + m.d * n.d,
    e: m.a * n.e + m.c * n.f + m.e,
    f: m.b * n.e + m.d * n.f + m.f,
  }
}

/** The inverse; our transforms only move and turn, so there always is one. */
export function invert(m: Matrix): Matrix {
  const determinant = m.a * m.d - m.b * m.c || 1
  return {
    a: m.d / determinant,
    b: -m.b / determinant,
    c: -m.c / determinant,
    d: m.a / determinant,
    e: (m.c * m.f - m.d * m.e) / determinant,
    f: (m.b * m.e - m.a * m.f) / determinant,
  }
}

export const transform = (m: Matrix, p: Point): Point => ({
  x: m.a * p.x + m.c * p.y + m.e,
  y: m.b * p.x + m.d * p.y + m.f,
})

export const rotationOf = (m: Matrix): number => Math.atan2(m.b, m.a)
