import type { Canvas } from '../canvas'
import { cornersOf } from '../geometry/bounds'
import { rotationOf } from '../geometry/matrix'
import type { SceneShape } from '../scene'
import { element, escapeXml, formatNumber } from '../svg'
import { measureText } from '../text/font-metrics'
import type { View } from '../view'

const headingSizePx = 12

export function viewFrame({ props, toPage }: SceneShape, canvas: Canvas): View {
  const w = props.number('w', 320, { min: 1 })
  const h = props.number('h', 180, { min: 1 })
  const bounds = { x: 0, y: 0, w, h }
  return {
    bounds,
    outlines: [{ points: cornersOf(bounds), closed: true }],
    draw: () => {
      const { paint, zoom } = canvas
      const colors = { fill: paint.ink('frameFill'), stroke: paint.ink('frameStroke'), 'stroke-width': 1 / zoom }
      const heading = drawHeading(props.text('name').trim() || 'Frame', { w, h, rotation: rotationOf(toPage) }, canvas)
      return element('rect', { width: w, height: h, ...colors }) + heading
    },
  }
}

/** The name stands above whichever side is on top, at the same size on screen whatever the zoom. */
function drawHeading(name: string, frame: { w: number; h: number; rotation: number }, { paint, zoom }: Canvas): string {
  const { w, h } = frame
  const side = ((Math.floor((frame.rotation + Math.PI / 4) / (Math.PI / 2)) % 4) + 4) % 4
  const places = [
    { transform: undefined, width: w },
    { transform: `translate(0 ${formatNumber(h)}) rotate(270)`, width: h },
    { transform: `translate(${formatNumber(w)} ${formatNumber(h)}) rotate(180)`, width: w },
    { transform: `translate(${formatNumber(w)} 0) rotate(90)`, width: h },
  ]
  const { transform, width } = places[side]!
  const size = headingSizePx / zoom
  const text = truncate(name, width + 8 / zoom, size)
  const family = "Inter,'Helvetica Neue',Arial,sans-serif"
  const font = { 'font-family': family, 'font-size': size, fill: paint.ink('text') }
  return element('text', { transform, x: -1 / zoom, y: -12 / zoom, ...font }, escapeXml(text))
}

function truncate(name: string, width: number, size: number): string {
  const fits = (text: string) => measureText(text, { font: 'sans', bold: false }, size) <= width
  const line = name.replace(/\s+/g, ' ').slice(0, 300)
  if (fits(line)) return line
  let length = line.length
  while (length > 1 && !fits(`${line.slice(0, length)}…`)) length--
  return `${line.slice(0, length).trimEnd()}…`
}
