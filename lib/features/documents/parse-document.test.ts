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
const issuesOf = (document: DocumentSnapshot): unknown => {
  try {
    parseDocument(document)
    return []
  } catch (error) {
    return error instanceof Error && 'errors' in error ? error.errors : error
  }
}

describe('parseDocument', () => {
  it('takes a document as it is', () => {
    expect([...parseDocument(snapshot([...initial, shape])).values()]).toEqual([...initial, shape])
  })

  it('adds what an empty document lacks', () => {
    expect([...parseDocument(snapshot([])).keys()]).toEqual(['document:document', 'page:page'])
  })

  it('leaves out what belongs to one person', () => {
    const pointer = { id: 'pointer:pointer', typeName: 'pointer', x: 0, y: 0, lastActivityTimestamp: 0, meta: {} }
    expect(parseDocument(snapshot([...initial, pointer])).has('pointer:pointer')).toBe(false)
  })

  it('brings records of older versions up to date', () => {
    const { richText: _, ...props } = shape.props
    const old = snapshot([...initial, Object.assign({}, shape, { props: { ...props, text: 'Hello' } })])
    const { sequences } = { sequences: {}, ...serializedDocumentSchema }
    const schema = { ...serializedDocumentSchema, sequences: { ...sequences, 'com.tldraw.shape.geo': 9 } }
    const parsed = parseDocument({ ...old, schema })
    expect(parsed.get('shape:a')).toMatchObject({ props: { richText: { type: 'doc' } } })
  })

  it('removes text that cannot be stored', () => {
    const parsed = parseDocument(snapshot([...initial, makeShape({ id: 'a', meta: { note: 'a\0b' } })]))
    expect(parsed.get('shape:a')).toMatchObject({ meta: { note: 'ab' } })
  })

  it.each([
    ['a field of the wrong kind', { ...shape, x: 'left' }, 'invalid_record'],
    ['a dangerous address', { ...shape, props: { ...shape.props, url: 'javascript:alert(1)' } }, 'invalid_record'],
    ['a parent that is not there', { ...shape, parentId: 'page:gone' }, 'no_place'],
    ['a shape that is its own parent', { ...shape, parentId: 'shape:a' }, 'no_place'],
  ])('says where %s is', (_, record, code) => {
    expect(issuesOf(snapshot([...initial, record]))).toMatchObject([{ path: 'store.shape:a', code }])
  })

  it.each([
    ['a schema from the future', { ...serializedDocumentSchema, sequences: { 'com.tldraw.store': 99 } }],
    ['a schema that is none', { schemaVersion: 7 }],
  ])('refuses %s', (_, schema) => {
    expect(issuesOf({ ...snapshot(initial), schema })).toMatchObject([{ path: 'schema' }])
  })

  it('refuses a record under another id', () => {
    expect(issuesOf({ ...snapshot(initial), store: { 'shape:b': { ...shape } } })).toMatchObject([{ code: 'wrong_id' }])
  })
})
