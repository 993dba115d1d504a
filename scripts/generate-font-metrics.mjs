/**
 * Measures the editor's fonts and writes the advance widths that the server lays text out with:
 *   node scripts/generate-font-metrics.mjs
 * Run it when @tldraw/assets changes. Kerning and contextual forms are kept for pairs of printable ASCII characters, as what the
 * pair differs from the sum of its characters.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { create } from 'fontkit'

const fonts = {
  'draw-normal': 'Shantell_Sans-Informal_Regular',
  'draw-bold': 'Shantell_Sans-Informal_Bold',
  'sans-normal': 'IBMPlexSans-Medium',
  'sans-bold': 'IBMPlexSans-Bold',
  'serif-normal': 'IBMPlexSerif-Medium',
  'serif-bold': 'IBMPlexSerif-Bold',
  'mono-normal': 'IBMPlexMono-Medium',
  'mono-bold': 'IBMPlexMono-Bold',
}
const printable = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))

/** @param {string} file */
async function measure(file) {
  const bytes = await readFile(new URL(`../node_modules/@tldraw/assets/fonts/${file}.woff2`, import.meta.url))
  const font = create(bytes)
  if (!('layout' in font)) throw new Error(`${file} is a collection of fonts`)
  /** @param {string} text */
  const widthOf = (text) => font.layout(text).positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0)
  const characters = font.characterSet
    .filter((code) => code >= 32 && code < 0x3000)
    .map((code) => String.fromCodePoint(code))
  const widths = characters.map((character) => Math.round((widthOf(character) * 1000) / font.unitsPerEm))
  const single = new Map(printable.map((character) => [character, widthOf(character)]))
  const pairs = printable.flatMap((a) =>
    printable.map((b) => {
      const kern = ((widthOf(a + b) - (single.get(a) ?? 0) - (single.get(b) ?? 0)) * 1000) / font.unitsPerEm
      return Math.max(-128, Math.min(127, Math.round(kern / 2)))
    }),
  )
  return {
    ascent: font.ascent / font.unitsPerEm,
    descent: -font.descent / font.unitsPerEm,
    characters: characters.join(''),
    widths,
    pairs: pairs.some((kern) => kern !== 0) ? Buffer.from(Int8Array.from(pairs)).toString('base64') : '',
  }
}

const metrics = Object.fromEntries(
  await Promise.all(Object.entries(fonts).map(async ([name, file]) => [name, await measure(file)])),
)
const target = new URL('../lib/features/documents/render/generated/font-metrics.json', import.meta.url)
await writeFile(target, `${JSON.stringify(metrics)}\n`)
