import { z } from 'zod'

/** What every record has; the rest is for tldraw's own schema to judge. */
const recordOutlineJson = {
  type: 'object',
  properties: { id: { type: 'string' }, typeName: { type: 'string' } },
  required: ['id', 'typeName'],
}

export interface DocumentSnapshot {
  schema: { schemaVersion: number; [key: string]: unknown }
  store: Record<string, { id: string; typeName: string; [key: string]: unknown }>
}

/**
 * The wire form of a document: a tldraw snapshot. The records are not looked at here, in one go, but one by one where they
 * enter (`parse-document.ts`), so that a very large document holds nobody up; until then their type is a claim.
 */
export const documentSnapshot = z.object({
  schema: z.looseObject({ schemaVersion: z.number() }),
  store: z.looseObject({}).meta({ additionalProperties: recordOutlineJson }),
}) as z.ZodType<DocumentSnapshot>

export const isRecordOutline = (record: unknown): boolean =>
  typeof record === 'object' &&
  record !== null &&
  typeof Reflect.get(record, 'id') === 'string' &&
  typeof Reflect.get(record, 'typeName') === 'string'

/** The newest durable state of a document; opaque to clients. */
export const computeEtag = (documentClock: bigint | number): string => `"${documentClock}"`

export const limits = {
  maxShapesPerPage: 10_000,
  maxMessageBytes: 8 * 1024 * 1024,
  maxDocumentBytes: 100 * 1024 * 1024,
} as const

/** A request that carries a document: its JSON text, and some room for what surrounds it. */
export const maxDocumentBodyBytes = limits.maxDocumentBytes + 64 * 1024
