import { around, type Bounds, boundsOf, cornersOf, expand } from '../geometry/bounds'
import { intersectSegment } from '../geometry/intersect'
import { distance, type Point } from '../geometry/point'
import { lengthAlong, pointAlong, ratioAlong } from '../geometry/polyline-walk'
import { arrowLabelPadding, arrowLabelSizes, type Font, strokeWidths } from '../style'
import { layoutText, type TextLayout } from '../text/layout-text'
import { paragraphsOfText } from '../text/rich-text'
import { type ArrowBody, bodyLine } from './arrow-body'
import type { ArrowShape } from './arrow-shape'

export interface ArrowLabel {
  layout: TextLayout
  sizePx: number
  /** The box that the line leaves free. */
  box: Bounds
}

interface LabelInput {
  text: string
  font: Font
  /** Where on the line the middle of the label should be, 0 to 1. */
  position: number
}

/** The label of an arrow where it fits: never on an end that has a head or a target. */
export function placeLabel(arrow: ArrowShape, body: ArrowBody, { text, font, position }: LabelInput): ArrowLabel {
  const line = bodyLine(body)
  const sizePx = arrowLabelSizes[arrow.size] * arrow.scale
  const layout = layoutLabel(text, { font, sizePx }, boundsOf(line))
  const padding = arrowLabelPadding * 2 * arrow.scale
  const size = { w: layout.width + padding, h: layout.height + padding }
  const range = computeRange(line, size, { gap: lineGap(arrow), isElbow: body.kind === 'elbow' })
  const low = arrow.start.target || arrow.start.head !== 'none' ? range.low : 0
  const high = arrow.end.target || arrow.end.head !== 'none' ? range.high : 1
  const center = pointAlong(line, Math.max(low, Math.min(high, position)))
  return { layout, sizePx, box: around(center, size.w, size.h) }
}

function layoutLabel(text: string, face: { font: Font; sizePx: number }, bounds: Bounds): TextLayout {
  const paragraphs = paragraphsOfText(text)
  const free = layoutText(paragraphs, { ...face, maxWidth: null })
  const margin = 64
  if (bounds.w > bounds.h) {
    const room = Math.max(Math.min(free.width, margin), Math.min(bounds.w - margin, free.width))
    return room < free.width ? layoutText(paragraphs, { ...face, maxWidth: room }) : free
  }
  const widest = 16 * face.sizePx
  return free.width > widest ? layoutText(paragraphs, { ...face, maxWidth: widest }) : free
}

function lineGap({ size, scale }: ArrowShape): number {
  const stroke = strokeWidths[size]
  return (20 + (stroke - strokeWidths.s) * 2 + (size === 'xl' ? 20 : 0)) * scale
}

/** The part of the line on which the middle of a label of this size may be. */
function computeRange(
  line: Point[],
  size: { w: number; h: number },
  { gap, isElbow }: { gap: number; isElbow: boolean },
) {
  const [start, end] = [line[0] ?? { x: 0, y: 0 }, line.at(-1) ?? { x: 0, y: 0 }]
  const ratio = gap / (lengthAlong(line) || 1)
  const boxAt = (terminal: Point, along: number): Bounds =>
    isElbow ? expand(around(terminal, size.w, size.h), gap) : around(pointAlong(line, along), size.w, size.h)
  const low = furthestOn(line, boxAt(start, ratio), start)
  const high = furthestOn(line, boxAt(end, 1 - ratio), end)
  const range = { low: low ?? 0.5, high: high ?? 0.5 }
  return range.low > range.high ? { low: 0.5, high: 0.5 } : range
}

function furthestOn(line: readonly Point[], box: Bounds, from: Point): number | null {
  const outline = [{ points: cornersOf(box), closed: true }]
  const hits = line.slice(1).flatMap((p, i) => intersectSegment(outline, line[i]!, p))
  const furthest = hits.sort((p, q) => distance(q, from) - distance(p, from))[0]
  return furthest ? ratioAlong(line, furthest) : null
}
