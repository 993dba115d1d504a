import { distance, lerp, type Point } from '../geometry/point'
import { isRecord, type Props, toNumber, toPoint } from '../shape-record'

/** A point of the pen, with its pressure from 0 to 1. */
export interface InkPoint extends Point {
  pressure: number
}

export interface Ink {
  points: InkPoint[]
  endsStraight: boolean
}

/** Longer strokes are cut; the editor itself starts a new shape after some hundred points. */
const maxPoints = 20_000

/** All points of a drawn stroke; straight pieces get points in between, so that they bend as little as they should. */
export function readInk(props: Props): Ink {
  const segments = props.raw('segments')
  const points: InkPoint[] = []
  let endsStraight = false
  for (const segment of Array.isArray(segments) ? segments : []) {
    if (!isRecord(segment) || !Array.isArray(segment.points)) continue
    const own = segment.points.slice(0, maxPoints - points.length).flatMap(readPoint)
    endsStraight = segment.type === 'straight'
    const [first, second] = own
    if (endsStraight && first && second) points.push(...pointsBetween(first, second))
    else points.push(...own)
  }
  return { points, endsStraight }
}

function readPoint(value: unknown): InkPoint[] {
  const point = toPoint(value)
  if (!point || !isRecord(value)) return []
  return [{ ...point, pressure: toNumber(value.z, 0.5, 0, 1) }]
}

function pointsBetween(a: InkPoint, b: InkPoint): InkPoint[] {
  const steps = Math.min(200, Math.max(4, Math.floor(distance(a, b) / 16)))
  return Array.from({ length: steps }, (_, i) => {
    const t = i / (steps - 1)
    const half = t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2
    return { ...lerp(a, b, t * t), pressure: Math.min(1, 0.5 + Math.abs(0.5 - half) * 0.65) }
  })
}
