import { z } from 'zod'

/**
 * The wire form of a document: a tldraw snapshot. Only its outline is checked here; the records themselves are migrated
 * and validated by tldraw's own schema where they enter (`parse-document.ts`).
 */
export const documentSnapshot = z.object({
  schema: z.looseObject({ schemaVersion: z.number() }),
  store: z.record(z.string(), z.looseObject({ id: z.string(), typeName: z.string() })),
})

export type DocumentSnapshot = z.infer<typeof documentSnapshot>

/** The newest durable state of a document; opaque to clients. */
export const computeEtag = (documentClock: bigint | number): string => `"${documentClock}"`

export const limits = {
  maxShapesPerPage: 10_000,
  maxMessageBytes: 8 * 1024 * 1024,
  maxDocumentBytes: 100 * 1024 * 1024,
} as const

/** A request that carries a document: its JSON text, and some room for what surrounds it. */
export const maxDocumentBodyBytes = limits.maxDocumentBytes + 64 * 1024
