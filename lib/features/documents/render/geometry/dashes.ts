import { element, formatNumber } from '../svg'
import { segmentLength } from './flatten'
import type { Contour, DashEnd, Path, Segment } from './path'
import { toPathData } from './path-data'
import type { Point } from './point'

interface DashStyle {
  style: 'dashed' | 'dotted'
  strokeWidth: number
}

interface Run {
  from: Point
  segments: Segment[]
  length: number
}

/** The strokes of a dashed or dotted path: each side on its own, so that every corner has a dash or a dot. */
export function drawDashes(path: Path, style: DashStyle): string {
  return path.map((contour) => drawContour(contour, style)).join('')
}

function drawContour(contour: Contour, style: DashStyle): string {
  const runs = splitIntoRuns(contour)
  const terminal: DashEnd = contour.closed ? 'outset' : 'none'
  return runs
    .map(({ from, segments, length }, i) => {
      const dashes = computeDashes(length, style, {
        start: i === 0 ? (contour.options.dashStart ?? terminal) : 'outset',
        end: i === runs.length - 1 ? (contour.options.dashEnd ?? terminal) : 'outset',
      })
      const d = toPathData([{ start: from, segments, closed: false, options: {} }])
      return element('path', { d, 'stroke-dasharray': dashes.array, 'stroke-dashoffset': dashes.offset })
    })
    .join('')
}

function splitIntoRuns({ start, segments }: Contour): Run[] {
  const runs: Run[] = []
  let from = start
  for (const segment of segments) {
    const length = segmentLength(from, segment)
    const last = runs.at(-1)
    if (last && segment.kind === 'cubic' && segment.continues) {
      last.segments.push(segment)
      last.length += length
    } else {
      runs.push({ from, segments: [segment], length })
    }
    from = segment.to
  }
  return runs
}

/** Dash and gap lengths that fit the line exactly. At `outset` ends half a dash reaches over, at `skip` ends one is left out. */
export function computeDashes(
  length: number,
  { style, strokeWidth }: DashStyle,
  ends: { start: DashEnd; end: DashEnd },
): { array: string; offset: string } {
  const ratio = style === 'dashed' ? 1 : 100
  let dash = style === 'dashed' ? Math.min(strokeWidth * 2, length / 4) : strokeWidth / ratio
  const reach = { outset: dash / 2, skip: -dash, none: 0 }
  const total = length + reach[ends.start] + reach[ends.end]
  const offset = reach[ends.start]

  const count = Math.floor(total / dash / (2 * ratio))
  let gap = 0
  if (count < 3 && style === 'dashed') {
    dash = total / strokeWidth < 4 ? total : total / 3
    gap = total / strokeWidth < 4 ? 0 : total / 3
  } else {
    dash = total / Math.max(1, count) / (2 * ratio)
    gap = (total - count * dash) / Math.max(1, count - 1)
  }
  return { array: `${formatPrecise(dash)} ${formatPrecise(gap)}`, offset: formatNumber(offset) }
}

const formatPrecise = (value: number): string => (Number.isFinite(value) ? String(Math.round(value * 1e4) / 1e4) : '0')
