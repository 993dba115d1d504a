import type { Bounds } from '../geometry/bounds'
import type { Paint } from '../paint'
import type { Align, Font } from '../style'
import { drawText } from '../text/draw-text'
import { layoutText } from '../text/layout-text'
import { isBlank, readRichText } from '../text/rich-text'

interface Label {
  richText: unknown
  box: Bounds
  font: Font
  sizePx: number
  paddingPx: number
  align: Align
  verticalAlign: 'start' | 'middle' | 'end'
  /** Asked for only when there is text. */
  color: () => string
  halo: boolean
  paint: Paint
}

/** The text inside a shape, wrapped to its width. */
export function drawLabel(label: Label): string {
  const { box, font, sizePx, paddingPx, align, halo, paint } = label
  const paragraphs = readRichText(label.richText)
  if (isBlank(paragraphs)) return ''
  const w = Math.max(1, box.w - paddingPx * 2)
  const layout = layoutText(paragraphs, { font, sizePx, maxWidth: w })
  const room = box.h - paddingPx * 2 - layout.height
  const offset = { start: 0, middle: room / 2, end: room }[label.verticalAlign]
  const y = box.y + paddingPx + offset
  return drawText(layout, { x: box.x + paddingPx, y, w, font, sizePx, align, color: label.color(), halo }, paint)
}
