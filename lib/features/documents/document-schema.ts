import type { SerializedSchema } from '@tldraw/store'
import { createTLSchema, DocumentRecordType, PageRecordType, TLDOCUMENT_ID, type TLRecord } from '@tldraw/tlschema'
import { isNewerSchema } from './pure/is-newer-schema'

/** The schema every document is stored, validated and synchronised in. */
export const documentSchema = createTLSchema()

/** `documentSchema` as JSON, the form that is stored beside the records and sent to clients. */
export const serializedDocumentSchema: SerializedSchema = JSON.parse(JSON.stringify(documentSchema.serialize()))

/** Whether a document was stored by a newer version of AutoGraph. To be left alone then: we would write less than is there. */
export const isFromNewerVersion = (schema: SerializedSchema | null): boolean =>
  schema !== null && isNewerSchema(schema, serializedDocumentSchema)

export const newerVersionDetail =
  'This diagram was saved by a newer version of AutoGraph than this server runs. It is kept as it is and opens again when the server is updated.'

/** The kinds of record that make a document; all others (camera, selection, presence) belong to one person. */
export const documentTypes: ReadonlySet<string> = new Set(
  Object.values(documentSchema.types)
    .filter((type) => type.scope === 'document')
    .map((type) => type.typeName),
)

/**
 * What a document contains before anybody has drawn. Constant, ids included: every process answers the same for a diagram
 * without rows, so looking at a new diagram writes nothing.
 */
export function createInitialRecords(): TLRecord[] {
  return [
    DocumentRecordType.create({ id: TLDOCUMENT_ID }),
    PageRecordType.create({ id: PageRecordType.createId('page'), name: 'Page 1', index: firstIndex }),
  ]
}

const firstIndex = 'a1' as Parameters<typeof PageRecordType.create>[0]['index']
