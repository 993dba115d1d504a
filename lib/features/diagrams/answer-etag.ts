import { hash } from 'node:crypto'
import type { DiagramDto } from './schema'

/** All that `GET /api/diagrams/:id` tells besides the document, as JSON text. */
export const writeFacts = (diagram: DiagramDto, note: string): string => JSON.stringify({ ...diagram, note })

/**
 * Names all that `GET /api/diagrams/:id` tells one person: the document, by its own ETag, and what surrounds it, such as
 * the title and whether they starred it.
 */
export const computeAnswerEtag = (diagram: DiagramDto, note: string): string =>
  nameAnswer(diagram.etag, writeFacts(diagram, note))

/** The same, of facts that are written already. */
export const nameAnswer = (documentEtag: string, facts: string): string =>
  `${documentEtag.slice(0, -1)}.${hash('sha256', facts, 'base64url').slice(0, 16)}"`

/** The ETag of the document that such an ETag, or one of a document itself, names. */
export const findDocumentEtag = (etag: string): string => etag.replace(/\.[^"]*"$/, '"')
