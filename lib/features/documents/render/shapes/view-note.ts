import type { Canvas } from '../canvas'
import { cornersOf } from '../geometry/bounds'
import { createRandom } from '../geometry/random'
import type { SceneShape } from '../scene'
import { alignOf, fontOf, labelPadding, labelSizes, noteSize, scaleOf, sizeOf, verticalAlignOf } from '../style'
import { element } from '../svg'
import type { View } from '../view'
import { drawLabel } from './draw-label'

export function viewNote({ id, props }: SceneShape, canvas: Canvas): View {
  const scale = scaleOf(props)
  const w = noteSize * scale
  const h = (noteSize + props.number('growY', 0, { min: 0 })) * scale
  const bounds = { x: 0, y: 0, w, h }
  const [color, labelColor] = [props.text('color', 'black'), props.text('labelColor', 'black')]
  const size = props.number('fontSizeAdjustment', 0, { min: 0, max: 500 }) || labelSizes[sizeOf(props)]

  return {
    bounds,
    outlines: [{ points: cornersOf(bounds), closed: true }],
    draw: () => {
      const label = drawLabel({
        richText: props.raw('richText'),
        box: bounds,
        font: fontOf(props),
        sizePx: size * scale,
        paddingPx: labelPadding * scale,
        align: alignOf(props),
        verticalAlign: verticalAlignOf(props),
        color: () =>
          labelColor === 'black' ? canvas.paint.color(color, 'noteText') : canvas.paint.color(labelColor, 'fill'),
        halo: false,
        paint: canvas.paint,
      })
      const paper = { width: w, height: h, rx: scale, fill: canvas.paint.color(color, 'note') }
      return drawShadow(id, w, h, scale) + element('rect', paper) + label
    },
  }
}

/** A soft shadow of three flat steps: blurring costs more than the rest of a picture. */
function drawShadow(id: string, w: number, h: number, scale: number): string {
  const lift = Math.abs(createRandom(id)()) + 0.5
  return [0.3, 0.65, 1]
    .map((step) => {
      const drop = (3 + lift * 5) * scale * step
      const inset = (3 - step * 2) * scale
      const place = { x: inset, y: drop, width: w - inset * 2, height: h, rx: 3 * scale }
      return element('rect', { ...place, fill: '#0f171f', 'fill-opacity': 0.09 })
    })
    .join('')
}
