import type { Canvas } from '../canvas'
import { boundsOf, cornersOf, expand } from '../geometry/bounds'
import type { Outline } from '../geometry/flatten'
import { createRandom } from '../geometry/random'
import { dotData, toInkData } from '../ink/ink-outline'
import { readInk } from '../ink/read-ink'
import { toSmoothLine } from '../ink/smooth-line'
import { computeStrokePoints, type InkStyle } from '../ink/stroke-points'
import type { SceneShape } from '../scene'
import { type Dash, dashOf, fillOf, scaleOf, sizeOf, strokeWidths, textSizes } from '../style'
import { element } from '../svg'
import type { View } from '../view'
import { drawFill } from './draw-stroke'

const easeOutSine = (t: number) => Math.sin((t * Math.PI) / 2)
const penEasing = (t: number) => t * 0.65 + easeOutSine(t) * 0.35

function inkStyle(width: number, dash: Dash, isPen: boolean, isComplete: boolean): InkStyle {
  const streamline = 0.64 + 0.1 * Math.max(0, Math.min(1, (width - 9) / 7))
  const even: InkStyle = {
    size: width,
    thinning: 0,
    streamline,
    smoothing: 0.62,
    simulatesPressure: false,
    easing: (t) => t,
    isComplete,
  }
  if (dash !== 'draw') return even
  if (isPen) return { ...even, size: 1 + width * 1.2, thinning: 0.62, streamline: 0.62, easing: penEasing }
  return { ...even, thinning: 0.5, simulatesPressure: true, easing: easeOutSine }
}

/** A freehand stroke. */
export function viewInk({ id, props }: SceneShape, canvas: Canvas): View {
  const { points, endsStraight } = readInk(props)
  const [dash, isPen, isClosed] = [dashOf(props), props.flag('isPen'), props.flag('isClosed')]
  const plainWidth = (strokeWidths[sizeOf(props)] + 1) * scaleOf(props)
  const isDot = points.length === 1
  const width = dash === 'draw' && isDot && !isPen ? plainWidth * (1 + createRandom(id)() / 6) : plainWidth
  const style = inkStyle(width, dash, isPen, props.flag('isComplete') || endsStraight)
  const line = computeStrokePoints(points, style).map(({ at }) => at)
  const outline: Outline = isDot
    ? { points: cornersOf(expand(boundsOf(points), width)), closed: true }
    : { points: line, closed: isClosed }

  return {
    bounds: boundsOf(outline.points),
    outlines: points.length === 0 ? [] : [outline],
    draw: () => {
      const [first] = points
      if (!first) return ''
      const colorName = props.text('color', 'black')
      const color = canvas.paint.color(colorName, 'solid')
      const inside = isClosed && !isDot ? drawFill(toSmoothLine(line, true), fillOf(props), colorName, canvas) : ''
      if (dash === 'draw') return inside + element('path', { d: toInkData(points, style), fill: color })
      if (line.length < 2) return element('path', { d: dotData(first, width / 2), fill: color })
      const dashes = { dashed: `${width * 2} ${width * 2}`, dotted: `0.1 ${width * 2}`, solid: undefined }[dash]
      const stroke = { fill: 'none', stroke: color, 'stroke-width': width, 'stroke-dasharray': dashes, ...round }
      return inside + element('path', { d: toSmoothLine(line, isClosed), ...stroke })
    },
  }
}

const round = { 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }

/** A highlighter stroke: most of its light lies beneath the other shapes, a little above them. */
export function viewHighlight({ props }: SceneShape, canvas: Canvas): View {
  const { points, endsStraight } = readInk(props)
  const width = textSizes[sizeOf(props)] * 1.12 * scaleOf(props)
  const style: InkStyle = {
    size: width + 1,
    thinning: 0,
    streamline: 0.5,
    smoothing: 0.5,
    simulatesPressure: false,
    easing: easeOutSine,
    isComplete: props.flag('isComplete') || endsStraight,
  }
  const line = computeStrokePoints(points, style).map(({ at }) => at)
  const bounds = expand(boundsOf(line), width / 2)
  const drawAt = (opacity: number) => {
    const [first] = points
    if (!first) return ''
    const color = canvas.paint.color(props.text('color', 'black'), 'highlight')
    const d = line.length > 1 ? toSmoothLine(line, false) : dotData(first, 0.1)
    return element('path', { d, fill: 'none', stroke: color, 'stroke-width': width, opacity, ...round })
  }
  return {
    bounds,
    outlines: points.length === 0 ? [] : [{ points: cornersOf(bounds), closed: true }],
    draw: () => drawAt(0.35),
    drawBeneath: () => drawAt(0.82),
  }
}
