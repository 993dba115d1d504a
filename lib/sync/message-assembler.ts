export type Assembled = { type: 'message'; text: string } | { type: 'incomplete' } | { type: 'malformed' | 'too-large' }

const chunkPattern = /^(\d{1,6})_/

/**
 * Puts chunked messages together: `n_text` announces that n more chunks follow. A message that starts with `{` is whole.
 * Remembers the chunks of at most one message, and never more than `maxLength` characters of it.
 */
export class MessageAssembler {
  private chunks: string[] = []
  private length = 0
  private remaining = 0

  constructor(private readonly maxLength: number) {}

  push(text: string): Assembled {
    if (text.startsWith('{')) return this.chunks.length > 0 ? { type: 'malformed' } : { type: 'message', text }
    const match = chunkPattern.exec(text)
    const remaining = Number(match?.[1])
    if (!match || (this.chunks.length > 0 && remaining !== this.remaining - 1)) return { type: 'malformed' }
    const chunk = text.slice(match[0].length)
    this.length += chunk.length
    if (this.length > this.maxLength) return { type: 'too-large' }
    this.chunks.push(chunk)
    this.remaining = remaining
    return remaining === 0 ? { type: 'message', text: this.take() } : { type: 'incomplete' }
  }

  private take(): string {
    const text = this.chunks.join('')
    this.chunks = []
    this.length = 0
    return text
  }
}
