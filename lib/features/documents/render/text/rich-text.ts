import { isRecord } from '../shape-record'

export interface TextStyle {
  bold: boolean
  italic: boolean
  code: boolean
  link: boolean
  strike: boolean
  underline: boolean
  mark: boolean
}

export interface Run extends TextStyle {
  text: string
}

/** A paragraph: its runs of text, with `\n` for a hard break. */
export interface Paragraph {
  runs: Run[]
  /** Nesting of lists, 0 outside of them. */
  depth: number
  /** What stands before the first line of a list item. */
  marker: string
  /** Relative to the font size of the shape, for headings. */
  sizeRatio: number
  marginTop: number
  marginBottom: number
}

const plain: TextStyle = {
  bold: false,
  italic: false,
  code: false,
  link: false,
  strike: false,
  underline: false,
  mark: false,
}
const body = { depth: 0, marker: '', sizeRatio: 1, marginTop: 0, marginBottom: 0 }
const headingRatios = [2, 1.5, 1.17, 1, 0.83, 0.67]
const maxDepth = 40
/** More text than this in one shape is cut: nobody reads it in a picture. */
const maxCharacters = 20_000

export function paragraphsOfText(text: string): Paragraph[] {
  return [{ ...body, runs: [{ ...plain, text: text.slice(0, maxCharacters).replace(/\r\n?/g, '\n') }] }]
}

export const isBlank = (paragraphs: readonly Paragraph[]): boolean =>
  paragraphs.length === 0 || (paragraphs.length === 1 && paragraphs[0]!.runs.every(({ text }) => text === ''))

/** Paragraphs of a ProseMirror document as tldraw stores it. Nodes we do not know count for the text in them. */
export function readRichText(value: unknown): Paragraph[] {
  const reader = new Reader()
  reader.readBlock(value, body, 0)
  return reader.paragraphs
}

type Block = Omit<Paragraph, 'runs'>

class Reader {
  readonly paragraphs: Paragraph[] = []
  private left = maxCharacters

  readBlock(node: unknown, block: Block, level: number): void {
    if (!isRecord(node) || level > maxDepth) return
    switch (node.type) {
      case 'bulletList':
      case 'orderedList':
        this.readList(node, block, level)
        return
      case 'heading':
        this.readHeading(node, block)
        return
      case 'paragraph':
      case 'codeBlock':
        this.addParagraph(node, block)
        return
      default:
        this.readChildren(node, block, level)
    }
  }

  private readChildren(node: Record<string, unknown>, block: Block, level: number): void {
    contentOf(node).forEach((child, i) => {
      this.readBlock(child, i === 0 ? block : { ...block, marker: '' }, level + 1)
    })
  }

  private readList(node: Record<string, unknown>, block: Block, level: number): void {
    const attributes = isRecord(node.attrs) ? node.attrs : {}
    const first = Number.isSafeInteger(attributes.start) ? Number(attributes.start) : 1
    contentOf(node).forEach((item, i) => {
      const marker = node.type === 'orderedList' ? `${first + i}.` : '•'
      if (isRecord(item)) this.readChildren(item, { ...block, depth: block.depth + 1, marker }, level + 1)
    })
  }

  private readHeading(node: Record<string, unknown>, block: Block): void {
    const attributes = isRecord(node.attrs) ? node.attrs : {}
    const sizeRatio = headingRatios[Number(attributes.level) - 1] ?? 1
    this.addParagraph(node, { ...block, sizeRatio, marginTop: 5, marginBottom: 10 }, { ...plain, bold: true })
  }

  private addParagraph(node: Record<string, unknown>, block: Block, base = plain): void {
    const style = node.type === 'codeBlock' ? { ...base, code: true } : base
    const runs: Run[] = []
    for (const child of contentOf(node)) {
      if (!isRecord(child)) continue
      if (child.type === 'hardBreak') runs.push({ ...style, text: '\n' })
      if (typeof child.text !== 'string') continue
      const text = child.text.slice(0, this.left).replace(/\r\n?/g, '\n')
      this.left -= text.length
      runs.push({ ...applyMarks(style, child.marks), text })
    }
    this.paragraphs.push({ ...block, runs })
  }
}

const contentOf = (node: Record<string, unknown>): unknown[] => (Array.isArray(node.content) ? node.content : [])

const styleOfMark: Record<string, Partial<TextStyle>> = {
  bold: { bold: true },
  italic: { italic: true },
  code: { code: true },
  link: { link: true, underline: true },
  strike: { strike: true },
  underline: { underline: true },
  highlight: { mark: true },
}

function applyMarks(style: TextStyle, marks: unknown): TextStyle {
  if (!Array.isArray(marks)) return style
  const types = marks.map((mark) => (isRecord(mark) && typeof mark.type === 'string' ? mark.type : ''))
  return Object.assign(
    { ...style },
    ...types.map((type) => (Object.hasOwn(styleOfMark, type) ? styleOfMark[type] : {})),
  )
}
