import type pg from 'pg'
import { computeFirstClock } from './pure/clock'

/** More fences than rooms can have had since any backup that somebody restores. */
const fencesAhead = 8_192

const clockSql = `(greatest(diagrams.document_clock / ${computeFirstClock(1)}, coalesce(lease.fence, 0)) + ${fencesAhead}) * ${computeFirstClock(1)}`

/**
 * Moves the clocks of all documents, or of one, beyond whatever clients can have seen. After a restore documents are older
 * than browsers that were connected believe: without this such a browser would be sent only what is newer than what it has,
 * and go on with changes that no longer exist. So it is sent everything, and keeps only what it has not yet saved.
 */
export async function outdateClients(client: pg.ClientBase, diagramId?: string): Promise<void> {
  const which = diagramId === undefined ? 'true' : `diagrams.id = ${client.escapeLiteral(diagramId)}`
  await client.query(`
    CREATE TEMP TABLE raised ON COMMIT DROP AS
    SELECT diagrams.id, diagrams.document_clock AS former, ${clockSql} AS clock
      FROM diagrams LEFT JOIN diagram_leases lease ON lease.diagram_id = diagrams.id
     WHERE ${which}`)
  await client.query(
    `UPDATE diagrams SET document_clock = clock, tombstones_from = clock FROM raised WHERE raised.id = diagrams.id`,
  )
  await client.query(
    `UPDATE diagram_previews SET document_clock = clock FROM raised WHERE raised.id = diagram_id AND document_clock = former`,
  )
  await client.query(
    `UPDATE diagram_leases SET fence = clock / ${computeFirstClock(1)}, expires_at = now() FROM raised WHERE raised.id = diagram_id`,
  )
}
