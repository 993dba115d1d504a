import { arcToCubics } from './arc-to-cubics'
import { isSame, type Point } from './point'

interface Wobble {
  /** How far the hand-drawn style may move the end point; its own default when absent. */
  offset?: number | undefined
  /** How much the hand-drawn style rounds the corner at the end point; its own default when absent. */
  roundness?: number | undefined
}

export interface LineSegment extends Wobble {
  kind: 'line'
  to: Point
}

export interface CubicSegment extends Wobble {
  kind: 'cubic'
  to: Point
  control1: Point
  control2: Point
  /** Goes on with the dash pattern of the segment before it, as the pieces of one arc do. */
  continues?: boolean | undefined
}

export type Segment = LineSegment | CubicSegment

export type DashEnd = 'skip' | 'outset' | 'none'

export interface ContourOptions extends Wobble {
  filled?: boolean
  /** Decoration inside the outline, such as the tick of a check box: arrows do not stop at it. */
  internal?: boolean
  dashStart?: DashEnd
  dashEnd?: DashEnd
}

export interface Contour {
  start: Point
  segments: Segment[]
  closed: boolean
  options: ContourOptions
}

export type Path = Contour[]

/** Builds one contour after another, in the order in which a pen would draw them. */
export class PathPen {
  readonly path: Path = []
  private current: Contour | null = null

  move(x: number, y: number, options: ContourOptions = {}): this {
    this.current = { start: { x, y }, segments: [], closed: false, options }
    this.path.push(this.current)
    return this
  }

  line(x: number, y: number, wobble: Wobble = {}): this {
    this.contour().segments.push({ kind: 'line', to: { x, y }, ...wobble })
    return this
  }

  cubic(control1: Point, control2: Point, to: Point, wobble: Wobble = {}): this {
    this.contour().segments.push({ kind: 'cubic', control1, control2, to, ...wobble })
    return this
  }

  /** An elliptical arc as SVG's `A` draws it, in up to four cubics. */
  arc(radii: Point, flags: { large: boolean; sweep: boolean }, to: Point, wobble: Wobble = {}): this {
    const contour = this.contour()
    const from = contour.segments.at(-1)?.to ?? contour.start
    if (isSame(from, to, 0)) return this
    if (radii.x === 0 || radii.y === 0) return this.line(to.x, to.y, wobble)
    arcToCubics({ from, to, radii, ...flags }).forEach((cubic, i) => {
      contour.segments.push({ kind: 'cubic', ...cubic, ...wobble, continues: i > 0 })
    })
    return this
  }

  close(): this {
    const contour = this.contour()
    const last = contour.segments.at(-1)
    if (!last || !isSame(last.to, contour.start)) contour.segments.push({ kind: 'line', to: contour.start })
    contour.closed = true
    return this
  }

  private contour(): Contour {
    if (!this.current) throw new Error('A path starts with a move.')
    return this.current
  }
}

export function polygon(points: readonly Point[], options: ContourOptions = {}): Path {
  const [first, ...rest] = points
  if (!first) return []
  const pen = new PathPen().move(first.x, first.y, options)
  for (const p of rest) pen.line(p.x, p.y)
  return pen.close().path
}

export function polyline(points: readonly Point[], options: ContourOptions & { endOffset?: number } = {}): Path {
  const [first, ...rest] = points
  if (!first) return []
  const { endOffset, ...contour } = options
  const pen = new PathPen().move(first.x, first.y, { ...contour, offset: endOffset ?? contour.offset })
  rest.forEach((p, i) => {
    pen.line(p.x, p.y, i === rest.length - 1 ? { offset: endOffset } : {})
  })
  return pen.path
}

/** A smooth curve through all points. */
export function spline(points: readonly Point[], endOffset: number): Path {
  const [first] = points
  if (!first) return []
  const pen = new PathPen().move(first.x, first.y, { offset: endOffset })
  const tension = 1.25 / 6
  for (let i = 0; i < points.length - 1; i++) {
    const from = points[i]!
    const to = points[i + 1]!
    const before = points[i - 1] ?? from
    const after = points[i + 2] ?? to
    const isFirst = i === 0
    const isLast = i === points.length - 2
    const control1 = isFirst
      ? from
      : { x: from.x + (to.x - before.x) * tension, y: from.y + (to.y - before.y) * tension }
    const control2 = isLast ? to : { x: to.x - (after.x - from.x) * tension, y: to.y - (after.y - from.y) * tension }
    pen.cubic(control1, control2, to, isLast ? { offset: endOffset } : {})
  }
  return pen.path
}
