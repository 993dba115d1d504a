import { describe, expect, it } from 'vitest'
import { makeShape } from '@/lib/testing/make-shape'
import { createInitialRecords, serializedDocumentSchema } from './document-schema'
import { parseDocument } from './parse-document'
import type { DocumentSnapshot } from './schema'

const snapshot = (records: { id: string; typeName: string }[]): DocumentSnapshot => ({
  schema: { ...serializedDocumentSchema },
  store: Object.fromEntries(records.map((record) => [record.id, { ...record }])),
})
const initial = createInitialRecords()
const shape = makeShape({ id: 'a' })
const issuesOf = async (document: DocumentSnapshot): Promise<unknown> => {
  try {
    await parseDocument(document)
    return []
  } catch (error) {
    return error instanceof Error && 'errors' in error ? error.errors : error
  }
}

describe('parseDocument', () => {
  it('takes a document as it is', async () => {
    expect([...(await parseDocument(snapshot([...initial, shape]))).values()]).toEqual([...initial, shape])
  })

  it('adds what an empty document lacks', async () => {
    expect([...(await parseDocument(snapshot([]))).keys()]).toEqual(['document:document', 'page:page'])
  })

  it('leaves out what belongs to one person', async () => {
    const pointer = { id: 'pointer:pointer', typeName: 'pointer', x: 0, y: 0, lastActivityTimestamp: 0, meta: {} }
    expect((await parseDocument(snapshot([...initial, pointer]))).has('pointer:pointer')).toBe(false)
  })

  it('brings records of older versions up to date', async () => {
    const { richText: _, ...props } = shape.props
    const old = snapshot([...initial, Object.assign({}, shape, { props: { ...props, text: 'Hello' } })])
    const { sequences } = { sequences: {}, ...serializedDocumentSchema }
    const schema = { ...serializedDocumentSchema, sequences: { ...sequences, 'com.tldraw.shape.geo': 9 } }
    const parsed = await parseDocument({ ...old, schema })
    expect(parsed.get('shape:a')).toMatchObject({ props: { richText: { type: 'doc' } } })
  })

  it('removes text that cannot be stored', async () => {
    const parsed = await parseDocument(snapshot([...initial, makeShape({ id: 'a', meta: { note: 'a\0b' } })]))
    expect(parsed.get('shape:a')).toMatchObject({ meta: { note: 'ab' } })
  })

  it.each([
    ['a field of the wrong kind', { ...shape, x: 'left' }, 'invalid_record'],
    ['a dangerous address', { ...shape, props: { ...shape.props, url: 'javascript:alert(1)' } }, 'invalid_record'],
    ['a parent that is not there', { ...shape, parentId: 'page:gone' }, 'no_place'],
    ['a shape that is its own parent', { ...shape, parentId: 'shape:a' }, 'no_place'],
  ])('says where %s is', async (_, record, code) => {
    expect(await issuesOf(snapshot([...initial, record]))).toMatchObject([{ path: 'store.shape:a', code }])
  })

  it.each([
    ['a schema from the future', { ...serializedDocumentSchema, sequences: { 'com.tldraw.store': 99 } }],
    ['a schema that is none', { schemaVersion: 7 }],
  ])('refuses %s', async (_, schema) => {
    expect(await issuesOf({ ...snapshot(initial), schema })).toMatchObject([{ path: 'schema' }])
  })

  it('refuses a record under another id', async () => {
    expect(await issuesOf({ ...snapshot(initial), store: { 'shape:b': { ...shape } } })).toMatchObject([
      { code: 'wrong_id' },
    ])
  })

  it.each(['null', '1', '"x"', '[]', '{}', '{"id": "shape:a"}', '{"id": 1, "typeName": "shape"}'])(
    'refuses a record that is %s',
    async (json) => {
      const store = JSON.parse(`{"shape:a": ${json}}`)
      expect(await issuesOf({ ...snapshot(initial), store })).toMatchObject([
        { path: 'store.shape:a', code: 'not_a_record' },
      ])
    },
  )

  it('lets others go on while a large document is checked', async () => {
    const shapes = Array.from({ length: 2_000 }, (_, n) => makeShape({ id: `s${n}` }))
    const document = snapshot([...initial, ...shapes])
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const startedAtMs = performance.now()
    await parseDocument(document)
    clearInterval(timer)
    expect((performance.now() - startedAtMs) / (turns + 1)).toBeLessThan(60)
  })
})
