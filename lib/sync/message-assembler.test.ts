import { chunk } from '@tldraw/sync-core'
import { describe, expect, it } from 'vitest'
import { MessageAssembler } from './message-assembler'

const feed = (texts: string[], maxLength = 1_000) => {
  const assembler = new MessageAssembler(maxLength)
  return texts.map((text) => assembler.push(text)).at(-1)
}

describe('MessageAssembler', () => {
  it.each([
    ['a whole message', ['{"a":1}'], { type: 'message', text: '{"a":1}' }],
    ['all chunks', ['2_{"a', '1_":', '0_1}'], { type: 'message', text: '{"a":1}' }],
    ['line breaks in a chunk', ['1_{\n', '0_\n}'], { type: 'message', text: '{\n\n}' }],
    ['not all chunks', ['2_{"a', '1_":'], { type: 'incomplete' }],
    ['a missing chunk', ['2_{"a', '0_1}'], { type: 'malformed' }],
    ['a message between chunks', ['1_{', '{}'], { type: 'malformed' }],
    ['neither', ['hello'], { type: 'malformed' }],
    ['a message after a chunked one', ['1_{', '0_}', '{"b":2}'], { type: 'message', text: '{"b":2}' }],
  ])('%s', (_, texts, result) => {
    expect(feed(texts)).toEqual(result)
  })

  it('puts together what the client splits', () => {
    const text = JSON.stringify({ text: 'é😀'.repeat(100_000) })
    expect(chunk(text).length).toBeGreaterThan(1)
    expect(feed(chunk(text), 1e9)).toEqual({ type: 'message', text })
  })

  it('refuses to remember more than a message may have', () => {
    expect(feed([`9_${'x'.repeat(600)}`, `8_${'x'.repeat(600)}`])).toEqual({ type: 'too-large' })
  })
})
