import { formatPoint } from '../svg'
import { segmentLength } from './flatten'
import type { Contour, Path, Segment } from './path'
import { add, dot, lengthOf, type Point, scale, subtract, unit } from './point'
import { createRandom } from './random'

export interface HandDrawn {
  seed: string
  strokeWidth: number
  /** How far points wander; a third of the stroke width when absent. */
  offset?: number
  roundness?: number
  /** A pen goes over a line twice. */
  passes?: number
  onlyFilled?: boolean
}

/** One point of a contour with what the pen does there. */
interface Corner {
  segment: Segment | null
  at: Point
  wander: number
  /** Where the rounded corner begins and ends, relative to the point. */
  enter: Point | null
  leave: Point | null
  returnsToStart: boolean
}

/** The path as a hand would draw it: every point wanders a little and corners between straight lines are rounded. */
export function toHandDrawnData(path: Path, options: HandDrawn): string {
  const contours = path.map((contour) => ({ contour, corners: computeCorners(contour, options) }))
  let data = ''
  for (let pass = 0; pass < (options.passes ?? 2); pass++) {
    const random = createRandom(options.seed + pass)
    for (const { contour, corners } of contours) {
      const isSkipped = options.onlyFilled && !contour.options.filled
      let startOffset: Point = { x: 0, y: 0 }
      for (const corner of corners) {
        const offset = corner.returnsToStart
          ? startOffset
          : { x: random() * corner.wander, y: random() * corner.wander }
        if (!corner.segment) startOffset = offset
        if (!isSkipped) data += drawCorner(corner, offset)
      }
    }
  }
  return data
}

function drawCorner({ segment, at, enter, leave }: Corner, offset: Point): string {
  const target = add(at, offset)
  const end = leave ? add(target, leave) : target
  if (!segment) return `M${formatPoint(end)}`
  if (segment.kind === 'cubic') {
    const controls = [segment.control1, segment.control2].map((control) => formatPoint(add(control, offset)))
    return `C${controls.join(' ')} ${formatPoint(target)}`
  }
  if (!enter || !leave) return `L${formatPoint(end)}`
  return `L${formatPoint(add(target, enter))}Q${formatPoint(target)} ${formatPoint(end)}`
}

function computeCorners({ start, segments, closed, options }: Contour, style: HandDrawn): Corner[] {
  const offset = style.offset ?? style.strokeWidth / 3
  const roundness = style.roundness ?? style.strokeWidth * 2
  const starts = [start, ...segments.map(({ to }) => to)]
  const lengths = segments.map((segment, i) => segmentLength(starts[i]!, segment))

  const corners = segments.map((segment, i): Corner => {
    const isLast = i === segments.length - 1
    const next = isLast ? (closed ? 0 : -1) : i + 1
    const turn = computeTurn(starts, segments, i, next)
    const round = turn * (segment.roundness ?? roundness)
    const [length, nextLength] = [lengths[i]!, lengths[next] ?? Infinity]
    const room = (Math.min(length, nextLength) - round * 2) / 4
    return {
      segment,
      at: segment.to,
      wander: Math.max(0, Math.min(segment.offset ?? offset, room)),
      enter: round > 0 ? scale(unit(subtract(starts[i]!, segment.to)), Math.min(round, length / 4)) : null,
      leave: round > 0 ? scale(unit(subtract(segments[next]!.to, segment.to)), Math.min(round, nextLength / 4)) : null,
      returnsToStart: closed && isLast,
    }
  })
  const wander = Math.max(0, Math.min(options.offset ?? offset, (lengths[0] ?? Infinity) / 4))
  const leave = closed ? (corners.at(-1)?.leave ?? null) : null
  return [{ segment: null, at: start, wander, enter: null, leave, returnsToStart: false }, ...corners]
}

/** 1 for a corner of 90° or wider, 0 for one that turns straight back or does not join two straight lines. */
function computeTurn(starts: readonly Point[], segments: readonly Segment[], i: number, next: number): number {
  const [current, following] = [segments[i], segments[next]]
  if (current?.kind !== 'line' || following?.kind !== 'line') return 0
  const back = unit(subtract(starts[i]!, current.to))
  const onward = unit(subtract(starts[next]!, following.to))
  if (lengthOf(back) < 0.1 || lengthOf(onward) < 0.1) return 0
  const angle = Math.acos(Math.max(-1, Math.min(1, dot(back, onward))))
  return Math.max(0, Math.min(1, 2 - angle / (Math.PI / 2)))
}
