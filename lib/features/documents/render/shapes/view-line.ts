import type { Canvas } from '../canvas'
import { boundsOf } from '../geometry/bounds'
import { flatten } from '../geometry/flatten'
import { polyline, spline } from '../geometry/path'
import type { Point } from '../geometry/point'
import type { SceneShape } from '../scene'
import { isRecord, toPoint } from '../shape-record'
import { dashOf, strokeWidthOf } from '../style'
import type { View } from '../view'
import { drawStroke } from './draw-stroke'

export function viewLine({ id, props }: SceneShape, canvas: Canvas): View {
  const points = readPoints(props.raw('points'))
  const isCurved = props.choice('spline', ['line', 'cubic'], 'line') === 'cubic'
  const path = isCurved ? spline(points, 0) : polyline(points, { endOffset: 0 })
  const outlines = flatten(path)
  const color = () => canvas.paint.color(props.text('color', 'black'), 'solid')
  return {
    bounds: boundsOf(outlines.flatMap(({ points }) => points)),
    outlines,
    draw: () =>
      points.length < 2
        ? ''
        : drawStroke(path, { dash: dashOf(props), strokeWidth: strokeWidthOf(props), seed: id, color: color() }),
  }
}

/** The points in the order of their index. */
function readPoints(value: unknown): Point[] {
  if (!isRecord(value)) return []
  return Object.values(value)
    .filter(isRecord)
    .map((entry) => ({ index: typeof entry.index === 'string' ? entry.index : '', at: toPoint(entry) }))
    .sort((a, b) => (a.index < b.index ? -1 : a.index > b.index ? 1 : 0))
    .flatMap(({ at }) => (at ? [at] : []))
}
