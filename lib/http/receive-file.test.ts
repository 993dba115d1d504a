import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/core/errors'
import { receiveFile } from './receive-file'

const boundary = 'x'
const contentType = `multipart/form-data; boundary=${boundary}`
const field = (name: string, value: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, value: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n${value}\r\n`
const end = `--${boundary}--\r\n`

async function* inPieces(text: string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size)
}

async function readAll(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += Buffer.from(piece).toString()
  return text
}

const receive = (body: string, type: string | null = contentType) =>
  receiveFile({ contentType: type, pieces: inPieces(body) }, async (fields, pieces) => ({
    fields,
    text: await readAll(pieces),
  }))

describe('receiveFile', () => {
  it('hands over the fields and the file that follows them', async () => {
    const body = field('diagramId', 'abc') + file('file', 'bytes\r\nof the file') + field('late', 'x') + end
    expect(await receive(body)).toEqual({ fields: { diagramId: 'abc' }, text: 'bytes\r\nof the file' })
  })

  it('takes a field for a field, whatever its name', async () => {
    const { fields } = await receive(field('__proto__', 'x') + field('constructor', 'y') + file('file', 'z') + end)
    expect(Object.entries(fields)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })

  it.each([
    ['no form', 'hello', 'text/plain', 'unsupported_media_type'],
    ['no type', 'hello', null, 'unsupported_media_type'],
    ['no boundary', 'hello', 'multipart/form-data', 'malformed'],
    ['another boundary', file('file', 'x') + end, 'multipart/form-data; boundary=y', 'malformed'],
    ['no end', file('file', 'half of'), contentType, 'malformed'],
    ['an end within the header', `--${boundary}\r\ncontent-dispos`, contentType, 'malformed'],
    ['nothing', '', contentType, 'malformed'],
    ['no file', field('diagramId', 'abc') + end, contentType, 'invalid_input'],
    ['a file of another name', file('other', 'abc') + end, contentType, 'invalid_input'],
  ])('refuses %s', async (_, body, type, code) => {
    await expect(receive(body, type)).rejects.toMatchObject({ code })
  })

  it('receives no more once the file is refused', async () => {
    let sent = 0
    let closed = false
    async function* endless() {
      try {
        yield new TextEncoder().encode(field('diagramId', 'abc') + file('file', '').slice(0, -2))
        for (;;) {
          sent++
          yield new Uint8Array(1024)
        }
      } finally {
        closed = true
      }
    }
    const refusal = new AppError('forbidden', 'No.')
    const received = receiveFile({ contentType, pieces: endless() }, async () => Promise.reject(refusal))
    await expect(received).rejects.toBe(refusal)
    expect({ closed, few: sent < 200 }).toEqual({ closed: true, few: true })
  })

  it('lets the taker know when the sender hangs up', async () => {
    const hungUp = new AppError('malformed', 'The request ended before its body was complete.')
    async function* broken() {
      yield new TextEncoder().encode(file('file', 'the first half').slice(0, -2))
      throw hungUp
    }
    let seen: unknown
    const received = receiveFile({ contentType, pieces: broken() }, async (_, pieces) => {
      await readAll(pieces).catch((error) => {
        seen = error
        throw error
      })
    })
    await expect(received).rejects.toBe(hungUp)
    expect(seen).toBe(hungUp)
  })

  it('waits for a taker that is slow', async () => {
    let most = 0
    let ahead = 0
    async function* counted() {
      yield new TextEncoder().encode(file('file', '').slice(0, -2))
      for (let i = 0; i < 500; i++) {
        most = Math.max(most, ++ahead)
        yield new Uint8Array(64 * 1024)
      }
      yield new TextEncoder().encode(`\r\n${end}`)
    }
    await receiveFile({ contentType, pieces: counted() }, async (_, pieces) => {
      for await (const piece of pieces) {
        await new Promise(setImmediate)
        ahead -= piece.byteLength / (64 * 1024)
      }
    })
    expect(most).toBeLessThan(60)
  })
})
