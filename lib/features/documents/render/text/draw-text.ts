import type { Paint } from '../paint'
import type { Align, Font } from '../style'
import { element, escapeXml } from '../svg'
import { measureText } from './font-metrics'
import { faceOf, type TextLayout, type TextLine } from './layout-text'
import type { Run } from './rich-text'

export const fontFamilies: Record<Font, string> = {
  draw: "tldraw_draw,'Shantell Sans Informal',sans-serif",
  sans: "tldraw_sans,'IBM Plex Sans',sans-serif",
  serif: "tldraw_serif,'IBM Plex Serif',serif",
  mono: "tldraw_mono,'IBM Plex Mono',monospace",
}

export interface TextBox {
  x: number
  y: number
  w: number
  font: Font
  sizePx: number
  align: Align
  color: string
  /** Draws a thin edge in the colour of the canvas, so that lines behind the text do not touch it. */
  halo: boolean
}

/** The lines of a text, set in a box of width `w` whose top is `y`. */
export function drawText(layout: TextLayout, box: TextBox, paint: Paint): string {
  const area = areaOf(layout, box)
  const lines = layout.lines.map((line) => drawLine(line, area, box, paint)).join('')
  if (lines === '') return ''
  const halo = box.halo
    ? { stroke: paint.ink('background'), 'stroke-width': 2, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
    : { stroke: 'none' }
  const font = { 'font-family': fontFamilies[box.font], 'font-size': box.sizePx }
  return element('g', { ...font, fill: box.color, ...halo }, lines)
}

/** Where the lines are aligned: a legacy alignment keeps the block in the middle and aligns the lines within it. */
function areaOf(layout: TextLayout, { x, w, align }: TextBox): { x: number; w: number } {
  if (!align.endsWith('-legacy')) return { x, w }
  const width = Math.min(w, layout.width)
  return { x: x + (w - width) / 2, w: width }
}

function drawLine(line: TextLine, area: { x: number; w: number }, box: TextBox, paint: Paint): string {
  if (line.runs.length === 0 && line.marker === '') return ''
  const align = line.isListItem ? 'start' : box.align.replace('-legacy', '')
  const baseline = box.y + line.baseline
  const left = area.x + line.indent
  const [x, anchor] =
    align === 'middle'
      ? [area.x + area.w / 2, 'middle']
      : align === 'end'
        ? [area.x + area.w, 'end']
        : [left, undefined]
  const textLeft = anchor === 'middle' ? x - line.width / 2 : anchor === 'end' ? x - line.width : x
  const size = line.sizePx === box.sizePx ? undefined : line.sizePx
  const spans = line.runs.map((run) => drawRun(run, paint)).join('')
  const hasSpaces = line.runs.some(({ text }) => /^\s|\s\s|\s$/.test(text))
  const attributes = { y: baseline, 'font-size': size, 'xml:space': hasSpaces ? 'preserve' : undefined }
  const marker = drawMarker(line, left, baseline)
  const text = spans ? element('text', { ...attributes, x, 'text-anchor': anchor }, spans) : ''
  return drawMarks(line, textLeft, baseline, box, paint) + marker + text
}

/** A bullet, or the number of a list item, before its first line. */
function drawMarker({ marker, sizePx }: TextLine, left: number, baseline: number): string {
  if (marker === '') return ''
  if (marker !== '•') return element('text', { x: left - sizePx * 0.28, y: baseline, 'text-anchor': 'end' }, marker)
  return element('circle', { cx: left - sizePx * 0.92, cy: baseline - sizePx * 0.34, r: sizePx * 0.17 })
}

function drawRun(run: Run, paint: Paint): string {
  const decoration = [run.underline && 'underline', run.strike && 'line-through'].filter(Boolean).join(' ')
  const attributes = {
    'font-weight': run.bold ? 'bold' : undefined,
    'font-style': run.italic ? 'italic' : undefined,
    'font-family': run.code ? fontFamilies.mono : undefined,
    'text-decoration': decoration || undefined,
    fill: run.link ? paint.ink('link') : undefined,
  }
  const isPlain = Object.values(attributes).every((value) => value === undefined)
  return isPlain ? escapeXml(run.text) : element('tspan', attributes, escapeXml(run.text))
}

/** The background of highlighted words. */
function drawMarks(line: TextLine, left: number, baseline: number, box: TextBox, paint: Paint): string {
  if (!line.runs.some(({ mark }) => mark)) return ''
  let [x, drawn] = [left, '']
  for (const run of line.runs) {
    const width = measureText(run.text, faceOf(run, box.font), line.sizePx)
    const height = line.sizePx * 1.2
    if (run.mark) {
      const place = { x, y: baseline - line.sizePx * 0.95, width, height, rx: 2 }
      drawn += element('rect', { ...place, fill: paint.ink('mark'), stroke: 'none' })
    }
    x += width
  }
  return drawn
}
