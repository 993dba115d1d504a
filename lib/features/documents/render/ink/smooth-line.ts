import { middle, type Point } from '../geometry/point'
import { formatPoint } from '../svg'

/** A line that passes smoothly between its points, for strokes of even width and for what they enclose. */
export function toSmoothLine(points: readonly Point[], closed: boolean): string {
  const [first, second, third] = points
  if (!first || !second) return ''
  if (!third) return `M${formatPoint(first)}L${formatPoint(second)}`
  const between = (i: number) => formatPoint(middle(points[i]!, points[(i + 1) % points.length]!))
  const inner = Array.from({ length: Math.max(0, points.length - 3) }, (_, i) => between(i + 2))
  const last = points.length - 1
  if (closed) {
    const way = [...inner, between(last), between(0)].join(' ')
    return `M${between(0)}Q${formatPoint(second)} ${between(1)}T${way}Z`
  }
  const way = inner.length > 0 ? `T${inner.join(' ')}` : ''
  return `M${formatPoint(first)}Q${formatPoint(second)} ${between(1)}${way}L${formatPoint(points[last]!)}`
}
