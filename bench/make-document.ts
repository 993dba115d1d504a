import { createTLSchema, PageRecordType, TLDOCUMENT_ID, type TLPageId } from '@tldraw/tlschema'
import { getIndices } from '@tldraw/utils'
import type { DocumentSnapshot } from '@/lib/features/documents/schema'
import { makeShapes } from './make-shapes'

const geoDefaults = {
  dash: 'draw',
  url: '',
  growY: 0,
  scale: 1,
  labelColor: 'black',
  fill: 'none',
  font: 'draw',
  align: 'middle',
  verticalAlign: 'middle',
}

/** The drawing of `makeShapes` as a whole document, as the HTTP API takes it. */
export function makeDocument(count: number): DocumentSnapshot {
  const pageId: TLPageId = PageRecordType.createId('page')
  const indices = getIndices(count)
  const shapes = makeShapes(count).map((shape, position) => ({
    ...shape,
    typeName: 'shape',
    parentId: pageId,
    index: indices[position],
    rotation: 0,
    isLocked: false,
    opacity: 1,
    meta: {},
    props: { ...geoDefaults, ...shape.props },
  }))
  const records = [
    { id: TLDOCUMENT_ID, typeName: 'document', gridSize: 10, name: '', meta: {} },
    { id: pageId, typeName: 'page', name: 'Page 1', index: 'a1', meta: {} },
    ...shapes,
  ]
  return {
    schema: { ...createTLSchema().serialize() },
    store: Object.fromEntries(records.map((record) => [record.id, record])),
  }
}
