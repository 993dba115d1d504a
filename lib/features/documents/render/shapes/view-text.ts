import type { Canvas } from '../canvas'
import { cornersOf } from '../geometry/bounds'
import type { SceneShape } from '../scene'
import { alignOf, fontOf, scaleOf, sizeOf, textSizes } from '../style'
import { drawText } from '../text/draw-text'
import { layoutText } from '../text/layout-text'
import { readRichText } from '../text/rich-text'
import type { View } from '../view'

const minWidth = 16

export function viewText({ props }: SceneShape, canvas: Canvas): View {
  const [font, scale] = [fontOf(props), scaleOf(props)]
  const sizePx = textSizes[sizeOf(props)] * scale
  const fixedWidth = props.flag('autoSize', true)
    ? null
    : Math.max(minWidth * scale, props.number('w', minWidth) * scale)
  const layout = layoutText(readRichText(props.raw('richText')), { font, sizePx, maxWidth: fixedWidth })
  const w = fixedWidth ?? Math.max(minWidth * scale, layout.width + scale)
  const h = Math.max(sizePx, layout.height)
  const bounds = { x: 0, y: 0, w, h }

  return {
    bounds,
    outlines: [{ points: cornersOf(bounds), closed: true }],
    draw: () => {
      const color = canvas.paint.color(props.text('color', 'black'), 'solid')
      const align = alignOf(props, 'textAlign')
      return drawText(
        layout,
        { x: 0, y: (h - layout.height) / 2, w, font, sizePx, align, color, halo: true },
        canvas.paint,
      )
    },
  }
}
