import type { DiagramId } from '@/lib/core/ids'
import { query } from './query'

export interface DocumentTextRow {
  document_clock: string
  /** JSON text, null while the document has no rows. */
  schema: string | null
  store: string | null
}

const readSql = `
  SELECT document_clock, document_schema::text AS schema,
         (SELECT '{' || string_agg(to_json(record_id)::text || ':' || state::text, ',') || '}'
            FROM diagram_records WHERE diagram_id = diagrams.id AND NOT deleted) AS store
    FROM diagrams WHERE id = $1`

/** The durable document as JSON text put together by PostgreSQL, in one statement and so from one moment. */
export async function findDocumentText(diagramId: DiagramId): Promise<DocumentTextRow | null> {
  const { rows } = await query<DocumentTextRow>({
    name: 'documents.read',
    text: readSql,
    values: [diagramId],
  })
  return rows[0] ?? null
}
