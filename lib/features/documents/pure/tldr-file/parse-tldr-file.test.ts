import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeShape } from '@/lib/testing/make-shape'
import { createInitialRecords, serializedDocumentSchema } from '../../document-schema'
import { parseDocument } from '../../parse-document'
import { renderDocumentSvg } from '../../render/render-document-svg'
import { parseTldrFile } from './parse-tldr-file'
import { serializeTldrFile } from './serialize-tldr-file'

// tldraw writes every migration that fails to the console.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}))
afterEach(() => void vi.restoreAllMocks())

const readFixture = (name: string) =>
  readFileSync(`lib/features/documents/pure/tldr-file/fixtures/${name}.tldr`, 'utf8')

function parseWell(text: string) {
  const parsed = parseTldrFile(text)
  if (!parsed.ok) throw new Error(parsed.fault.message)
  return parsed
}

function faultOf(text: string) {
  const parsed = parseTldrFile(text)
  return parsed.ok ? null : parsed.fault
}

const fileOf = (records: object[], change: object = {}): string =>
  JSON.stringify({ tldrawFileFormatVersion: 1, schema: serializedDocumentSchema, records, ...change })

describe('files of older versions', () => {
  it('reads one of 2023: bound arrows become bindings, plain text becomes rich text', () => {
    const { document, shapeCount } = parseWell(readFixture('2023-12'))
    expect(shapeCount).toBe(7)
    const bindings = Object.values(document.store).filter(({ typeName }) => typeName === 'binding')
    expect(bindings.map(({ toId }) => toId).sort()).toEqual(['shape:cart', 'shape:payment'])
    expect(document.store['shape:cart']).toMatchObject({ props: { richText: { type: 'doc' }, scale: 1 } })
    expect(document.store['instance:instance']).toBeUndefined()
    expect(document.store['camera:page:page']).toBeUndefined()
  })

  it('reads one of 2024, reports the image inside it and forgets an image that nothing shows', () => {
    const { document, inlineAssets } = parseWell(readFixture('2024-08'))
    expect(inlineAssets).toEqual([
      {
        assetId: 'asset:photo',
        name: 'photo.png',
        mimeType: 'image/png',
        dataUrl: expect.stringMatching(/^data:image\/png;base64,/),
      },
    ])
    expect(Object.keys(document.store)).not.toContain('asset:unused')
  })

  it.each(['2023-12', '2024-08'])('gives a document of %s that the server accepts and can draw', async (name) => {
    const { document, shapeCount } = parseWell(readFixture(name))
    expect((await parseDocument(document)).size).toBe(Object.keys(document.store).length)
    expect(renderDocumentSvg(document).shapeCount).toBeLessThanOrEqual(shapeCount)
    expect(renderDocumentSvg(document).shapeCount).toBeGreaterThan(5)
  })
})

describe('serializeTldrFile', () => {
  it('writes a file that reads back the same, whatever the order of the records', () => {
    const { document } = parseWell(readFixture('2024-08'))
    const text = serializeTldrFile(document)
    expect(parseWell(text).document).toEqual(document)
    const reversed = { ...document, store: Object.fromEntries(Object.entries(document.store).reverse()) }
    expect(serializeTldrFile(reversed)).toBe(text)
  })

  it('puts images into the file', () => {
    const { document } = parseWell(readFixture('2024-08'))
    const stored = structuredClone(document)
    Object.assign(Object(stored.store['asset:photo']?.props), { src: '/api/assets/x' })
    const text = serializeTldrFile(stored, new Map([['asset:photo', 'data:image/gif;base64,AA']]))
    expect(parseWell(text).inlineAssets).toMatchObject([{ mimeType: 'image/gif', dataUrl: 'data:image/gif;base64,AA' }])
  })
})

describe('files that cannot be read', () => {
  const shape = makeShape({ id: 'one' })
  const good = [...createInitialRecords(), shape]

  it('are not JSON', () => {
    expect(faultOf('PK\u0003\u0004 a zip')).toEqual({
      code: 'not_json',
      message: 'It is not a .tldr file: its contents cannot be read as JSON.',
    })
    expect(faultOf('')?.code).toBe('not_json')
    expect(faultOf(readFixture('2024-08').slice(0, 900))?.code).toBe('not_json')
  })

  it.each(['{}', '[]', 'null', '"x"', '{"type":"excalidraw","elements":[]}'])(
    'are JSON of something else: %s',
    (text) => {
      expect(faultOf(text)?.code).toBe('not_tldraw')
    },
  )

  it('are of the very first version', () => {
    const text = JSON.stringify({ name: 'New Document', document: { version: 15.5, pages: {} }, assets: {} })
    expect(faultOf(text)).toMatchObject({ code: 'first_version', message: expect.stringContaining('tldraw.com') })
  })

  it('are of a newer version', () => {
    const sequences = { ...Object(serializedDocumentSchema).sequences }
    const newer = { schemaVersion: 2, sequences: { ...sequences, 'com.tldraw.shape.geo': 999 } }
    expect(faultOf(fileOf(good, { tldrawFileFormatVersion: 2 }))?.code).toBe('too_new')
    expect(faultOf(fileOf(good, { schema: { schemaVersion: 3, anything: 1 } }))?.code).toBe('too_new')
    expect(faultOf(fileOf(good, { schema: newer }))?.code).toBe('too_new')
  })

  it('have a record that is not valid, which is named', () => {
    const broken = { ...shape, props: { ...shape.props, w: 'wide' } }
    expect(faultOf(fileOf([...createInitialRecords(), broken]))).toEqual({
      code: 'damaged',
      message: expect.stringMatching(/^The file is damaged: the geo shape shape:one is not valid \(.*props\.w.*\)\.$/),
    })
    expect(faultOf(fileOf([...good, { id: 'shape:x' }]))?.message).toBe(
      'The file is damaged: records.3.typeName cannot be read.',
    )
    expect(faultOf(fileOf([...good, null as never]))?.code).toBe('damaged')
  })

  it('have a shape on no page, or shapes that contain each other', () => {
    expect(faultOf(fileOf([...good, { ...shape, id: 'shape:b', parentId: 'page:gone' }]))?.message).toContain(
      'the geo shape shape:b is not on any page',
    )
    const circle = [
      { ...shape, id: 'shape:a', parentId: 'shape:b' },
      { ...shape, id: 'shape:b', parentId: 'shape:a' },
    ]
    expect(faultOf(fileOf([...good, ...circle]))?.message).toContain('is not on any page')
    expect(faultOf(fileOf([]))?.message).toContain('it has no page')
  })

  it('are larger than a diagram may be', () => {
    const shapes = Array.from({ length: 10_001 }, (_, i) => ({ ...shape, id: `shape:${i}` }))
    expect(faultOf(fileOf([...createInitialRecords(), ...shapes]))?.message).toBe(
      'A page may have at most 10,000 shapes; this file has one with more.',
    )
    expect(faultOf(' '.repeat(100 * 1024 * 1024 + 1))?.code).toBe('too_large')
  })

  it('never make it throw', () => {
    const fixture = JSON.parse(readFixture('2023-12'))
    const places = fc.nat({ max: fixture.records.length - 1 })
    fc.assert(
      fc.property(places, fc.nat({ max: 30 }), fc.jsonValue(), (place, field, value) => {
        const file = structuredClone(fixture)
        const record = file.records[place]
        const target = field % 2 && record.props ? record.props : record
        const names = Object.keys(target)
        target[names[field % names.length] ?? 'id'] = value
        const parsed = parseTldrFile(JSON.stringify(file))
        if (!parsed.ok) expect(parsed.fault.message).toMatch(/^[A-Z].*\.$/s)
      }),
    )
  })
})
