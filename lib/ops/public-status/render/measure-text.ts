/** Widths of Verdana in thousandths of its size, for the characters that differ most from the usual one. */
const narrow: readonly [characters: string, width: number][] = [
  ["iIjl'|", 300],
  ['frt ,.:;!()[]/-', 400],
  ['sckvxyz"', 540],
  ['mwMW%@', 900],
  ['ABCDEFGHKNOPQRUVXYZ&', 720],
]
const widths = new Map(narrow.flatMap(([characters, width]) => [...characters].map((one) => [one, width] as const)))
const usual = 620
/** Chinese, Japanese, Korean and pictures. */
const wide = 1_000
const sizePx = 11

/** About how many pixels a line of a badge takes; the picture stretches what is a little off. */
export const measureText = (text: string): number =>
  [...text].reduce((sum, one) => sum + (widths.get(one) ?? ((one.codePointAt(0) ?? 0) >= 0x1100 ? wide : usual)), 0) *
  (sizePx / 1_000)
