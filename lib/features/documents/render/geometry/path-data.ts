import { formatPoint } from '../svg'
import type { Path } from './path'

/** The path as it is, for solid strokes and fills. */
export function toPathData(path: Path, { onlyFilled = false } = {}): string {
  let data = ''
  for (const { start, segments, closed, options } of path) {
    if (onlyFilled && !options.filled) continue
    data += `M${formatPoint(start)}`
    segments.forEach((segment, i) => {
      const isClosingLine = closed && i === segments.length - 1 && segment.kind === 'line'
      if (isClosingLine) return
      data +=
        segment.kind === 'line'
          ? `L${formatPoint(segment.to)}`
          : `C${formatPoint(segment.control1)} ${formatPoint(segment.control2)} ${formatPoint(segment.to)}`
    })
    if (closed) data += 'Z'
  }
  return data
}
