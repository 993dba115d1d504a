import { flatten } from '../geometry/flatten'
import { type Path, PathPen, polyline } from '../geometry/path'
import type { Point } from '../geometry/point'

/** The line of an arrow, from where it leaves to where it ends. */
export type ArrowBody =
  | { kind: 'straight'; points: [Point, Point] }
  | { kind: 'arc'; points: [Point, Point]; center: Point; radius: number; sweep: boolean; large: boolean }
  | { kind: 'elbow'; points: Point[] }

export const startOf = (body: ArrowBody): Point => body.points[0] ?? { x: 0, y: 0 }
export const endOf = (body: ArrowBody): Point => body.points.at(-1) ?? { x: 0, y: 0 }

/** What the pen draws; the ends stay where they are, so that they meet their arrowheads. */
export function bodyPath(body: ArrowBody): Path {
  const steady = { offset: 0, roundness: 0 }
  if (body.kind === 'elbow') return polyline(body.points, { endOffset: 0 })
  const [start, end] = body.points
  const pen = new PathPen().move(start.x, start.y, steady)
  if (body.kind === 'straight') return pen.line(end.x, end.y, steady).path
  const { radius, large, sweep } = body
  return pen.arc({ x: radius, y: radius }, { large, sweep }, end, steady).path
}

export const bodyLine = (body: ArrowBody): Point[] => flatten(bodyPath(body))[0]?.points ?? []
