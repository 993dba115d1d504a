import { AppError } from '@/lib/core/errors'
import { JsonScanner } from '@/lib/core/json-scanner'
import { makePause } from '@/lib/platform/make-pause'
import { assertKey, parseGuarded } from './json-guard'

/** What is parsed by one call of `JSON.parse`; a fraction of a millisecond. */
const usualStepBytes = 64 * 1024

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]

type Key = string | number

/**
 * The value of a large JSON text, built in small steps with pauses between them. Errors: SyntaxError or TypeError where the
 * text is not valid, malformed where it nests too deeply, and those of the guard.
 */
export async function parseLargeJson(bytes: Uint8Array, stepBytes = usualStepBytes): Promise<unknown> {
  const pause = makePause()
  const scanner = new JsonScanner(bytes, stepBytes)
  while (scanner.advance(stepBytes)) await pause()
  if (scanner.isTooDeep) throw new AppError('malformed', 'The JSON of the body is nested too deeply.')
  return new LargeJson({ bytes, stepBytes, large: scanner.large, pause }).parse()
}

class LargeJson {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  private readonly bytes: Uint8Array
  private readonly stepBytes: number
  private readonly large: ReadonlyMap<number, number>
  private readonly pause: () => Promise<void>

  constructor(given: {
    bytes: Uint8Array
    stepBytes: number
    large: ReadonlyMap<number, number>
    pause: () => Promise<void>
  }) {
    this.bytes = given.bytes
    this.stepBytes = given.stepBytes
    this.large = given.large
    this.pause = given.pause
  }

  async parse(): Promise<unknown> {
    const start = this.skipSpace(0)
    const end = this.large.get(start)
    if (end === undefined) return parseGuarded(this.decoder.decode(this.bytes))
    if (this.skipSpace(end) < this.bytes.length) throw new SyntaxError('text after the value')
    return this.parseContainer(start, end, [])
  }

  /** A large object or array: its small members in groups, its large ones each by themselves. */
  private async parseContainer(start: number, end: number, path: Key[]): Promise<unknown> {
    const isObject = this.bytes[start] === openBrace
    if (this.bytes[end - 1] !== (isObject ? closeBrace : closeBracket)) throw new SyntaxError('brackets do not match')
    const built = isObject ? new LargeObject(path) : new LargeArray(path)
    let at = this.skipSpace(start + 1)
    while (at < end - 1) {
      at = await this.parseGroup(at, end - 1, built)
      await this.pause()
      if (at === end - 1) break
      if (this.bytes[at] !== comma) throw new SyntaxError('a comma is missing')
      at = this.skipSpace(at + 1)
      if (at === end - 1) throw new SyntaxError('a comma too many')
    }
    return built.value
  }

  /** Members up to the size of a step, or one large one; returns where they end. */
  private async parseGroup(start: number, end: number, built: LargeObject | LargeArray): Promise<number> {
    let [at, groupEnd] = [start, start]
    while (at < end && groupEnd - start < this.stepBytes) {
      const valueAt = built instanceof LargeObject ? this.skipKey(at) : at
      const largeEnd = this.large.get(valueAt)
      if (largeEnd !== undefined && at > start) break
      if (largeEnd !== undefined) {
        const key = built.keyOf(this.decode(start, valueAt))
        built.add(key, await this.parseContainer(valueAt, largeEnd, [...built.path, key]))
        return this.skipSpace(largeEnd)
      }
      groupEnd = this.skipValue(valueAt, end)
      at = this.skipSpace(groupEnd)
      if (at < end && this.bytes[at] === comma) at = this.skipSpace(at + 1)
      else break
    }
    built.addGroup(this.decode(start, groupEnd))
    return this.skipSpace(groupEnd)
  }

  private decode(start: number, end: number): string {
    return this.decoder.decode(this.bytes.subarray(start, end))
  }

  private skipKey(at: number): number {
    const colonAt = this.skipSpace(this.skipString(at))
    if (this.bytes[colonAt] !== colon) throw new SyntaxError('a colon is missing')
    return this.skipSpace(colonAt + 1)
  }

  /** The end of a small value; whether it is valid is seen when it is parsed. */
  private skipValue(start: number, end: number): number {
    if (this.bytes[start] === comma) throw new SyntaxError('a value is missing')
    let depth = 0
    for (let at = start; at < end; at++) {
      const byte = this.bytes[at]!
      if (byte === quote) at = this.skipString(at) - 1
      else if (byte === openBrace || byte === openBracket) depth++
      else if (byte === closeBrace || byte === closeBracket) depth--
      else if (byte === comma && depth === 0) return at
    }
    return end
  }

  private skipString(start: number): number {
    if (this.bytes[start] !== quote) throw new SyntaxError('a string is missing')
    for (let at = start + 1; at < this.bytes.length; at++) {
      if (this.bytes[at] === backslash) at++
      else if (this.bytes[at] === quote) return at + 1
    }
    throw new SyntaxError('a string does not end')
  }

  private skipSpace(start: number): number {
    let at = start
    while (this.bytes[at] === 0x20 || this.bytes[at] === 0x0a || this.bytes[at] === 0x0d || this.bytes[at] === 0x09)
      at++
    return at
  }
}

class LargeObject {
  readonly value: Record<string, unknown> = {}

  constructor(readonly path: Key[]) {}

  /** Of a member's text up to its value. */
  keyOf(text: string): string {
    const key: unknown = JSON.parse(text.slice(0, text.lastIndexOf(':')))
    if (typeof key !== 'string') throw new SyntaxError('a key is missing')
    return key
  }

  add(key: Key, value: unknown): void {
    assertKey(String(key), this.path)
    this.value[key] = value
  }

  addGroup(text: string): void {
    for (const [key, value] of Object.entries(parseGuarded(`{${text}}`, this.path) as object)) this.value[key] = value
  }
}

class LargeArray {
  readonly value: unknown[] = []

  constructor(readonly path: Key[]) {}

  keyOf(): number {
    return this.value.length
  }

  add(_key: Key, value: unknown): void {
    this.value.push(value)
  }

  addGroup(text: string): void {
    for (const item of parseGuarded(`[${text}]`, this.path) as unknown[]) this.value.push(item)
  }
}
