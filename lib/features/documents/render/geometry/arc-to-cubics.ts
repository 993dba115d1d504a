import type { Point } from './point'

interface Arc {
  from: Point
  to: Point
  radii: Point
  large: boolean
  sweep: boolean
}

/** An SVG elliptical arc (without rotation) as at most four cubics; SVG 2, appendix B.2.4 and B.2.5. */
export function arcToCubics(arc: Arc): { control1: Point; control2: Point; to: Point }[] {
  const { center, radii, startAngle, sweepAngle } = computeCenter(arc)
  const count = Math.max(1, Math.min(4, Math.ceil(Math.abs(sweepAngle) / (Math.PI / 2) - 1e-9)))
  const step = sweepAngle / count
  const handle = (4 / 3) * Math.tan(step / 4)
  const at = (angle: number): Point => ({
    x: center.x + radii.x * Math.cos(angle),
    y: center.y + radii.y * Math.sin(angle),
  })
  const slope = (angle: number): Point => ({ x: -radii.x * Math.sin(angle), y: radii.y * Math.cos(angle) })

  return Array.from({ length: count }, (_, i) => {
    const [a, b] = [startAngle + i * step, startAngle + (i + 1) * step]
    const [start, end, startSlope, endSlope] = [at(a), at(b), slope(a), slope(b)]
    return {
      control1: { x: start.x + handle * startSlope.x, y: start.y + handle * startSlope.y },
      control2: { x: end.x - handle * endSlope.x, y: end.y - handle * endSlope.y },
      to: i === count - 1 ? arc.to : end,
    }
  })
}

function computeCenter({ from, to, radii, large, sweep }: Arc) {
  const half = { x: (from.x - to.x) / 2, y: (from.y - to.y) / 2 }
  let [rx, ry] = [Math.abs(radii.x), Math.abs(radii.y)]
  const tooSmall = (half.x / rx) ** 2 + (half.y / ry) ** 2
  if (tooSmall > 1) {
    rx *= Math.sqrt(tooSmall)
    ry *= Math.sqrt(tooSmall)
  }
  const numerator = (rx * ry) ** 2 - (rx * half.y) ** 2 - (ry * half.x) ** 2
  const denominator = (rx * half.y) ** 2 + (ry * half.x) ** 2
  const factor = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, numerator / denominator))
  const offset = { x: (factor * rx * half.y) / ry, y: (-factor * ry * half.x) / rx }
  const startAngle = Math.atan2((half.y - offset.y) / ry, (half.x - offset.x) / rx)
  let sweepAngle = Math.atan2((-half.y - offset.y) / ry, (-half.x - offset.x) / rx) - startAngle
  if (!sweep && sweepAngle > 0) sweepAngle -= 2 * Math.PI
  if (sweep && sweepAngle < 0) sweepAngle += 2 * Math.PI
  const center = { x: offset.x + (from.x + to.x) / 2, y: offset.y + (from.y + to.y) / 2 }
  return { center, radii: { x: rx, y: ry }, startAngle, sweepAngle }
}
