import { notFound } from '@/lib/core/errors'
import type { DiagramId } from '@/lib/core/ids'
import { initialDocumentJson } from './initial-document'
import { findDocumentText } from './repo/read'
import { computeEtag, type DocumentSnapshot } from './schema'

/** The newest durable state of a document. Errors: not_found. Who may read it is the caller's decision. */
export async function readDocument(diagramId: DiagramId): Promise<DocumentSnapshot & { etag: string }> {
  const { json, etag } = await readDocumentJson(diagramId)
  return { ...(JSON.parse(json) as DocumentSnapshot), etag }
}

/** Like `readDocument`, as the JSON text of `{schema, store}`, so that an answer need not be parsed and serialised again. */
export async function readDocumentJson(diagramId: DiagramId): Promise<{ json: string; etag: string }> {
  const row = await findDocumentText(diagramId)
  if (!row) throw notFound('diagram')
  const etag = computeEtag(BigInt(row.document_clock))
  if (!row.store || !row.schema) return { json: initialDocumentJson, etag }
  return { json: `{"schema":${row.schema},"store":${row.store}}`, etag }
}
