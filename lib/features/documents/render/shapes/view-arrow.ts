import { type ArrowBody, bodyLine, bodyPath } from '../arrow/arrow-body'
import { type ArrowLabel, placeLabel } from '../arrow/arrow-label'
import { type ArrowShape, readArrow } from '../arrow/arrow-shape'
import { arrowheadData } from '../arrow/arrowhead'
import { curvedBody } from '../arrow/curved-arrow'
import { elbowBody } from '../arrow/elbow-arrow'
import { straightBody } from '../arrow/straight-arrow'
import type { Canvas } from '../canvas'
import { type Bounds, boundsOf, cornersOf, expand, union } from '../geometry/bounds'
import type { Scene, SceneShape } from '../scene'
import { dashOf, fillOf, fontOf, strokeWidthOf } from '../style'
import { element, formatPoint } from '../svg'
import { drawText } from '../text/draw-text'
import type { View, Views } from '../view'
import { drawFill, drawStroke } from './draw-stroke'

export function viewArrow(shape: SceneShape, canvas: Canvas, scene: Scene, views: Views): View {
  const arrow = readArrow(shape, scene, views)
  const body = computeBody(arrow)
  if (!body) return { bounds: { x: 0, y: 0, w: 0, h: 0 }, outlines: [], draw: () => '' }
  const { props } = shape
  const line = bodyLine(body)
  const text = props.text('text')
  const position = props.number('labelPosition', 0.5, { min: 0, max: 1 })
  const label = text.trim() === '' ? null : placeLabel(arrow, body, { text, font: fontOf(props), position })
  const bounds = label ? union(boundsOf(line), label.box) : boundsOf(line)
  return {
    bounds,
    outlines: [{ points: line, closed: false }],
    draw: () => drawArrow({ shape, arrow, body, label, bounds }, canvas),
  }
}

/** A bend below this is straight. */
const minBend = 8

function computeBody(arrow: ArrowShape): ArrowBody | null {
  if (arrow.kind === 'elbow') return elbowBody(arrow)
  return Math.abs(arrow.bend) < minBend * arrow.scale ? straightBody(arrow) : curvedBody(arrow)
}

interface DrawnArrow {
  shape: SceneShape
  arrow: ArrowShape
  body: ArrowBody
  label: ArrowLabel | null
  bounds: Bounds
}

function drawArrow({ shape, arrow, body, label, bounds }: DrawnArrow, canvas: Canvas): string {
  const { props } = shape
  const strokeWidth = strokeWidthOf(props)
  const colorName = props.text('color', 'black')
  const color = canvas.paint.color(colorName, 'solid')
  const heads = (['start', 'end'] as const).map((side) => ({
    isOpen: arrow[side].head === 'arrow',
    d: arrowheadData(arrow[side].head, body, side, strokeWidth),
  }))
  const solidHeads = heads.filter(({ d, isOpen }) => d !== '' && !isOpen).map(({ d }) => d)

  const stroke = drawStroke(bodyPath(body), { dash: dashOf(props), strokeWidth, seed: shape.id, color })
  const holes = [...(label ? [boxData(label.box)] : []), ...solidHeads]
  const clipped =
    holes.length === 0
      ? stroke
      : element('g', { 'clip-path': canvas.clip(holesIn(expand(bounds, strokeWidth + 100), holes)) }, stroke)
  const fills = solidHeads.map((d) => drawFill(d, fillOf(props), colorName, canvas)).join('')
  const outlines = heads
    .filter(({ d }) => d !== '')
    .map(({ d }) => element('path', { d, fill: 'none', stroke: color, 'stroke-width': strokeWidth, ...round }))
  return clipped + fills + outlines.join('') + (label ? drawArrowLabel(shape, label, canvas) : '')
}

const round = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }

const boxData = (box: Bounds): string => `M${cornersOf(box).map(formatPoint).join('L')}Z`

/** Everything but the label and the heads, so that the line does not run through them. */
const holesIn = (area: Bounds, holes: readonly string[]): string =>
  element('path', { d: boxData(area) + holes.join(''), 'clip-rule': 'evenodd' })

function drawArrowLabel({ props }: SceneShape, { layout, sizePx, box }: ArrowLabel, canvas: Canvas): string {
  const color = canvas.paint.color(props.text('labelColor', 'black'), 'solid')
  const y = box.y + (box.h - layout.height) / 2
  const place = { x: box.x, y, w: box.w, font: fontOf(props), sizePx, align: 'middle' as const, color, halo: true }
  return drawText(layout, place, canvas.paint)
}
