import { createInitialRecords, serializedDocumentSchema } from './document-schema'

/** The document of a diagram that nobody has drawn in, as the JSON text of `{schema, store}`. */
export const initialDocumentJson = JSON.stringify({
  schema: serializedDocumentSchema,
  store: Object.fromEntries(createInitialRecords().map((record) => [record.id, record])),
})
