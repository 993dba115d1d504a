import metrics from '../generated/font-metrics.json'
import type { Font } from '../style'

export interface Face {
  font: Font
  bold: boolean
}

interface Measures {
  ascent: number
  descent: number
  widths: Map<string, number>
  /** Kerning in 1/500 em for pairs of printable ASCII; null for a font without. */
  pairs: Int8Array | null
}

const loaded = new Map<string, Measures>()

function measuresOf({ font, bold }: Face): Measures {
  const name = `${font}-${bold ? 'bold' : 'normal'}` as const
  const known = loaded.get(name)
  if (known) return known
  const { ascent, descent, characters, widths, pairs } = metrics[name]
  const measures: Measures = {
    ascent,
    descent,
    widths: new Map([...characters].map((character, i) => [character, widths[i] ?? 0])),
    pairs: pairs === '' ? null : Int8Array.from(atob(pairs), (byte) => byte.charCodeAt(0)),
  }
  loaded.set(name, measures)
  return measures
}

/** Width of `text` in pixels. `after` is the character before it in the same line and face, for kerning. */
export function measureText(text: string, face: Face, sizePx: number, after = ''): number {
  const { widths, pairs } = measuresOf(face)
  let units = 0
  let previous = after === '' ? -1 : after.charCodeAt(after.length - 1) - 32
  for (const character of text) {
    const code = character.codePointAt(0)!
    units += widths.get(character) ?? guessWidth(code)
    const slot = code - 32
    if (pairs && slot < 95 && slot >= 0 && previous >= 0 && previous < 95) units += pairs[previous * 95 + slot]! * 2
    previous = slot
  }
  return (units * sizePx) / 1000
}

/** In 1/1000 em, for characters the font does not have: wide for ideographs and pictographs, none for combining marks. */
function guessWidth(code: number): number {
  if (code < 32 || (code >= 0x300 && code < 0x370) || (code >= 0x200b && code <= 0x200f)) return 0
  if (code >= 0xfe00 && code <= 0xfe0f) return 0
  if (code >= 0x1f000) return 1250
  return code >= 0x1100 ? 1000 : 560
}

/** Distance from the top of a line to its baseline, as browsers compute it: with whole pixels above and below. */
export function baselineIn(lineHeightPx: number, face: Face, sizePx: number): number {
  const { ascent, descent } = measuresOf(face)
  const [above, below] = [Math.round(ascent * sizePx), Math.round(descent * sizePx)]
  return (lineHeightPx - above - below) / 2 + above
}
