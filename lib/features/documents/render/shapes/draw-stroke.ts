import type { Canvas } from '../canvas'
import { drawDashes } from '../geometry/dashes'
import { toHandDrawnData } from '../geometry/hand-drawn'
import type { Path } from '../geometry/path'
import { toPathData } from '../geometry/path-data'
import type { Dash, Fill } from '../style'
import { element } from '../svg'

export interface Stroke {
  dash: Dash
  strokeWidth: number
  /** What the wobble of the hand-drawn style depends on: the shape's id. */
  seed: string
  color: string
}

const round = { fill: 'none', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }

export function drawStroke(path: Path, { dash, strokeWidth, seed, color }: Stroke): string {
  const attributes = { ...round, stroke: color, 'stroke-width': strokeWidth }
  if (dash === 'dashed' || dash === 'dotted') {
    return element('g', attributes, drawDashes(path, { style: dash, strokeWidth }))
  }
  const d = dash === 'draw' ? toHandDrawnData(path, { seed, strokeWidth }) : toPathData(path)
  return element('path', { d, ...attributes })
}

/** The inside of a path: `semi` is the canvas' own white, `solid` a light tint, `fill` the full colour. */
export function drawFill(d: string, fill: Fill, colorName: string, canvas: Canvas): string {
  if (d === '') return ''
  const { paint } = canvas
  switch (fill) {
    case 'none':
      return ''
    case 'semi':
      return element('path', { d, fill: paint.ink('paper') })
    case 'solid':
      return element('path', { d, fill: paint.color(colorName, 'semi') })
    case 'fill':
      return element('path', { d, fill: paint.color(colorName, 'fill') })
    case 'pattern':
      return (
        element('path', { d, fill: paint.color(colorName, 'pattern') }) +
        element('path', { d, fill: canvas.hatching() })
      )
  }
}
