import { hash } from 'node:crypto'
import type { DiagramDto } from './schema'

/**
 * Names all that `GET /api/diagrams/:id` tells one person: the document, by its own ETag, and what surrounds it, such as
 * the title and whether they starred it.
 */
export function computeAnswerEtag(diagram: DiagramDto, note: string): string {
  const facts = hash('sha256', JSON.stringify([diagram, note]), 'base64url')
  return `${diagram.etag.slice(0, -1)}.${facts.slice(0, 16)}"`
}

/** The ETag of the document that such an ETag, or one of a document itself, names. */
export const findDocumentEtag = (etag: string): string => etag.replace(/\.[^"]*"$/, '"')
