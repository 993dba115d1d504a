import type { DiagramId, UserId } from '@/lib/core/ids'
import { inTransaction } from '@/lib/platform/db/in-transaction'

/** `$1` is the source, `$2` the copy. A copy has no clients yet, so it needs no tombstones. */
const statements = [
  `INSERT INTO diagram_records (diagram_id, record_id, clock, state, deleted)
   SELECT $2, record_id, clock, state, false FROM diagram_records WHERE diagram_id = $1 AND NOT deleted`,
  `INSERT INTO diagram_assets (diagram_id, asset_id) SELECT $2, asset_id FROM diagram_assets WHERE diagram_id = $1`,
  `INSERT INTO diagram_previews (diagram_id, document_clock, svg)
   SELECT $2, document_clock, svg FROM diagram_previews WHERE diagram_id = $1`,
]

const copyDiagram = `
  INSERT INTO diagrams (id, title, kind, note, owner_id, last_edited_by_id, document_clock, document_schema,
    tombstones_from, size_bytes)
  SELECT $2, $3, kind, note, $4, $4, document_clock, document_schema, document_clock, size_bytes
  FROM diagrams WHERE id = $1`

/** Copies what is durable, as of one moment: a flush that commits meanwhile is in the copy whole or not at all. */
export async function copyDiagramRows(copy: {
  from: DiagramId
  to: DiagramId
  title: string
  ownerId: UserId
}): Promise<void> {
  await inTransaction(async (client) => {
    await client.query(copyDiagram, [copy.from, copy.to, copy.title, copy.ownerId])
    for (const statement of statements) await client.query(statement, [copy.from, copy.to])
  }, 'REPEATABLE READ')
}
