import { distance, isSame, lerp, type Point, subtract, unit } from '../geometry/point'
import type { InkPoint } from './read-ink'

export interface InkStyle {
  size: number
  /** How much pressure changes the width: 0 for a line of even width. */
  thinning: number
  /** How much the line is smoothed while it is drawn, 0 to 1. */
  streamline: number
  smoothing: number
  /** Derives pressure from speed, for pointers without one. */
  simulatesPressure: boolean
  easing: (pressure: number) => number
  isComplete: boolean
}

export interface StrokePoint {
  at: Point
  /** Where the pen really was. */
  input: Point
  pressure: number
  /** Direction back to the point before. */
  back: Point
  step: number
  walked: number
  radius: number
}

/** Smooths the points of a pen into those of a stroke, the way perfect-freehand does: each follows the pen with some delay. */
export function computeStrokePoints(raw: readonly InkPoint[], style: InkStyle): StrokePoint[] {
  const points = thinOutEnds(raw, style)
  const [first] = points
  if (!first) return []
  const start = { at: first, input: first, pressure: style.simulatesPressure ? 0.5 : first.pressure }
  const stroke: StrokePoint[] = [{ ...start, back: { x: 1, y: 1 }, step: 0, walked: 0, radius: 1 }]
  const follow = 0.15 + (1 - style.streamline) * 0.85
  let walked = 0
  let last = stroke[0]!
  for (let i = 1; i < points.length; i++) {
    const input = points[i]!
    const isLast = style.isComplete && i === points.length - 1
    const at = isLast ? input : lerp(last.at, input, follow)
    if (isSame(at, last.at)) continue
    const step = distance(at, last.at)
    walked += step
    // The first moves are noise until the pen has left its own size.
    if (i < 4 && walked < style.size) continue
    const pressure = style.simulatesPressure ? 0.5 : input.pressure
    last = { at, input, pressure, back: unit(subtract(last.at, at)), step, walked, radius: 1 }
    stroke.push(last)
  }
  if (stroke[1]) stroke[0]!.back = stroke[1].back
  return stroke
}

/** Without points that lie almost on the first or the last one, and with points between when only two are left. */
function thinOutEnds(raw: readonly InkPoint[], style: InkStyle): InkPoint[] {
  const near = style.size / 3
  const inked = style.simulatesPressure ? [...raw] : raw.filter(({ pressure }) => pressure >= 0.01)
  const points = inked.length > 0 ? inked : raw.slice(0, 1)
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length === 1) return [...points]
  const from = points.findIndex((p, i) => i > 0 && distance(p, first) > near)
  const to = points.findLastIndex((p, i) => i < points.length - 1 && distance(p, last) > near)
  const kept = from < 0 ? [first] : [first, ...points.slice(from, Math.max(from, to + 1))]
  if (last !== kept.at(-1) && !isSame(last, kept.at(-1)!)) kept.push(last)
  if (kept.length === 2 && style.simulatesPressure) {
    const [a, b] = kept as [InkPoint, InkPoint]
    return [0, 1, 2, 3, 4].map((i) => ({ ...lerp(a, b, i / 4), pressure: a.pressure }))
  }
  if (style.streamline > 0 && kept.length > 1) kept.push(kept.at(-1)!)
  return kept
}
