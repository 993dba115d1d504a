import type { Canvas } from '../canvas'
import { boundsOf } from '../geometry/bounds'
import { flatten } from '../geometry/flatten'
import { geoPath } from '../geometry/geo-path'
import { toHandDrawnData } from '../geometry/hand-drawn'
import { toPathData } from '../geometry/path-data'
import type { SceneShape } from '../scene'
import {
  alignOf,
  dashOf,
  fillOf,
  fontOf,
  labelPadding,
  labelSizes,
  scaleOf,
  sizeOf,
  strokeWidthOf,
  verticalAlignOf,
} from '../style'
import type { View } from '../view'
import { drawLabel } from './draw-label'
import { drawFill, drawStroke } from './draw-stroke'

export function viewGeo({ id, props }: SceneShape, canvas: Canvas): View {
  const w = props.number('w', 100, { min: 1 })
  const h = Math.max(1, props.number('h', 100, { min: 0 }) + props.number('growY', 0, { min: 0 }))
  const [dash, fill, color] = [dashOf(props), fillOf(props), props.text('color', 'black')]
  const [scale, strokeWidth] = [scaleOf(props), strokeWidthOf(props)]
  const geo = props.text('geo', 'rectangle')
  const path = geoPath({ id, geo, w, h, filled: fill !== 'none', dash, size: sizeOf(props), strokeWidth, scale })
  const outlines = flatten(path.filter(({ options }) => !options.internal))

  return {
    bounds: boundsOf(outlines.flatMap(({ points }) => points)),
    outlines,
    draw() {
      const inside =
        dash === 'draw'
          ? toHandDrawnData(path, { seed: id, strokeWidth, passes: 1, offset: 0, onlyFilled: true })
          : toPathData(path, { onlyFilled: true })
      const stroke = drawStroke(path, { dash, strokeWidth, seed: id, color: canvas.paint.color(color, 'solid') })
      return drawFill(inside, fill, color, canvas) + stroke + label()
    },
  }

  function label(): string {
    return drawLabel({
      richText: props.raw('richText'),
      box: { x: 0, y: 0, w, h },
      font: fontOf(props),
      sizePx: labelSizes[sizeOf(props)] * scale,
      paddingPx: labelPadding * scale,
      align: alignOf(props),
      verticalAlign: verticalAlignOf(props),
      color: () => canvas.paint.color(props.text('labelColor', 'black'), 'solid'),
      halo: true,
      paint: canvas.paint,
    })
  }
}
