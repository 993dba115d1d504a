import { type Font, lineHeight } from '../style'
import { baselineIn, type Face, measureText } from './font-metrics'
import type { Paragraph, Run, TextStyle } from './rich-text'

export interface TextLine {
  runs: Run[]
  /** Left edge of a list item's text; 0 outside of lists. */
  indent: number
  /** Lists are set flush left whatever the alignment of the text. */
  isListItem: boolean
  marker: string
  width: number
  /** From the top of the text. */
  baseline: number
  sizePx: number
}

export interface TextLayout {
  lines: TextLine[]
  width: number
  height: number
}

interface Setting {
  font: Font
  sizePx: number
  /** Where lines wrap; null for as wide as the text is. */
  maxWidth: number | null
}

/** Sets text as the editor's browser does: greedy lines, breaks at spaces and after hyphens, long words broken. */
export function layoutText(paragraphs: readonly Paragraph[], { font, sizePx, maxWidth }: Setting): TextLayout {
  const lines: TextLine[] = []
  let top = 0
  for (const paragraph of paragraphs) {
    const size = sizePx * paragraph.sizeRatio
    const height = size * lineHeight
    const isListItem = paragraph.depth > 0
    const indent = paragraph.depth * 3.25 * measureText('0', { font, bold: false }, size)
    top += paragraph.marginTop
    const wrapped = wrapRuns(paragraph.runs, {
      font,
      sizePx: size,
      maxWidth: maxWidth === null ? null : maxWidth - indent,
    })
    wrapped.forEach(({ runs, width }, i) => {
      const baseline = top + baselineIn(height, { font, bold: false }, size)
      lines.push({ runs, indent, isListItem, marker: i === 0 ? paragraph.marker : '', width, baseline, sizePx: size })
      top += height
    })
    top += paragraph.marginBottom
  }
  return { lines, width: Math.max(0, ...lines.map(({ indent, width }) => indent + width)), height: top }
}

export const faceOf = (style: TextStyle, font: Font): Face => ({ font: style.code ? 'mono' : font, bold: style.bold })

/** A piece of a run between two places where a line may break. */
interface Piece {
  run: Run
  text: string
  isSpace: boolean
  isBreak: boolean
  /** Stays with the piece before it: a word that changes its style in the middle. */
  isGlued: boolean
}

interface Line {
  runs: Run[]
  width: number
}

const piecePattern =
  /\n|[^\S\n]+|[^\s\-/–—\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]*(?:[-/–—]+|[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|(?=\s|$))/g

function splitIntoPieces(runs: readonly Run[]): Piece[] {
  const pieces: Piece[] = []
  for (const run of runs) {
    for (const text of run.text.match(piecePattern) ?? []) {
      if (text === '') continue
      const before = pieces.at(-1)
      const isSpace = text !== '\n' && text.trim() === ''
      const isBreak = text === '\n'
      const isGlued =
        !isSpace &&
        !isBreak &&
        !!before &&
        before.run !== run &&
        !before.isSpace &&
        !before.isBreak &&
        !/[-/–—]$/.test(before.text)
      pieces.push({ run, text, isSpace, isBreak, isGlued })
    }
  }
  return pieces
}

function wrapRuns(runs: readonly Run[], setting: Setting): Line[] {
  const builder = new LineBuilder(setting)
  const pieces = splitIntoPieces(runs)
  for (let i = 0; i < pieces.length; ) {
    const piece = pieces[i]!
    if (piece.isBreak) {
      builder.end()
      i++
      continue
    }
    let next = i + 1
    while (pieces[next]?.isGlued) next++
    if (piece.isSpace) builder.addSpace(piece)
    else builder.addWord(pieces.slice(i, next))
    i = next
  }
  builder.end()
  return builder.lines
}

class LineBuilder {
  readonly lines: Line[] = []
  private pieces: Piece[] = []
  private width = 0
  /** Spaces after the last word: they count only when another word follows. */
  private hanging = 0

  constructor(private readonly setting: Setting) {}

  addSpace(piece: Piece): void {
    this.hanging += this.measure(piece)
    this.pieces.push(piece)
  }

  addWord(word: readonly Piece[]): void {
    const width = word.reduce((sum, piece) => sum + this.measure(piece), 0)
    if (this.overflows(this.width + this.hanging + width) && this.width > 0) this.end()
    if (this.overflows(width)) {
      for (const piece of word) for (const text of piece.text) this.addCharacter({ ...piece, text })
      return
    }
    this.push(word, width)
  }

  end(): void {
    const lastWord = this.pieces.findLastIndex(({ isSpace }) => !isSpace)
    this.lines.push({ runs: mergeRuns(this.pieces.slice(0, lastWord + 1)), width: this.width })
    this.pieces = []
    this.width = 0
    this.hanging = 0
  }

  private addCharacter(piece: Piece): void {
    const width = this.measure(piece)
    if (this.overflows(this.width + this.hanging + width) && this.width > 0) this.end()
    this.push([piece], width)
  }

  private push(pieces: readonly Piece[], width: number): void {
    this.width += this.hanging + width
    this.hanging = 0
    this.pieces.push(...pieces)
  }

  private overflows(width: number): boolean {
    return this.setting.maxWidth !== null && width > this.setting.maxWidth + 0.01
  }

  private measure({ run, text }: Piece): number {
    const before = this.pieces.at(-1)
    const after = before && before.run === run ? before.text : ''
    return measureText(text, faceOf(run, this.setting.font), this.setting.sizePx, after)
  }
}

function mergeRuns(pieces: readonly Piece[]): Run[] {
  const merged: { run: Run; text: string }[] = []
  for (const { run, text } of pieces) {
    const last = merged.at(-1)
    if (last?.run === run) last.text += text
    else merged.push({ run, text })
  }
  return merged.map(({ run, text }) => ({ ...run, text }))
}
