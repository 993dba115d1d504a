const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

/** More than any drawing needs: a list within a list costs four levels of rich text. What recurses copes with it. */
export const maxJsonDepth = 100

/**
 * Walks over JSON text without building anything: how deep it nests, and where its large objects and arrays lie. It does
 * not say whether the text is valid. In steps, so that whoever drives it may let others go on in between.
 */
export class JsonScanner {
  /** Start and end (exclusive) of each object and array of at least `largeFromBytes`. */
  readonly large = new Map<number, number>()
  isTooDeep = false
  private readonly starts: number[] = []
  private position = 0
  private isInString = false
  private isEscaped = false

  constructor(
    private readonly bytes: Uint8Array,
    private readonly largeFromBytes = Number.POSITIVE_INFINITY,
  ) {}

  /** Looks at up to `count` further bytes; false when there is nothing left to look at. */
  advance(count: number): boolean {
    const end = Math.min(this.bytes.length, this.position + count)
    for (let at = this.position; at < end; at++) {
      const byte = this.bytes[at]!
      if (this.isInString) this.readInString(byte)
      else if (byte === quote) this.isInString = true
      else if (byte === openBrace || byte === openBracket) this.open(at)
      else if (byte === closeBrace || byte === closeBracket) this.close(at + 1)
    }
    this.position = end
    return end < this.bytes.length && !this.isTooDeep
  }

  private readInString(byte: number): void {
    if (this.isEscaped) this.isEscaped = false
    else if (byte === backslash) this.isEscaped = true
    else if (byte === quote) this.isInString = false
  }

  private open(at: number): void {
    if (this.starts.push(at) > maxJsonDepth) this.isTooDeep = true
  }

  private close(end: number): void {
    const start = this.starts.pop()
    if (start !== undefined && end - start >= this.largeFromBytes) this.large.set(start, end)
  }
}
