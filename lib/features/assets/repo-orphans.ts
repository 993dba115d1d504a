import type { AssetId } from '@/lib/core/ids'
import { inTransaction } from '@/lib/platform/db/in-transaction'
import { getPool } from '@/lib/platform/db/pool'

/** Assets of one transaction: while it runs, an upload of the same bytes waits. */
const batchSize = 20

/**
 * Takes links away that an upload made and no document of the diagram has ever needed. A link that a document once had
 * stays as long as the diagram: records come back by undo, from versions, and from browsers that were offline.
 */
const dropPendingSql = `
  DELETE FROM diagram_assets AS link
   WHERE pending_since < $1
     AND NOT EXISTS (SELECT FROM diagram_records AS record
                      WHERE record.diagram_id = link.diagram_id AND NOT record.deleted
                        AND strpos(record.state::text, link.asset_id) > 0)
     AND NOT EXISTS (SELECT FROM diagrams WHERE id = link.diagram_id AND strpos(note, link.asset_id) > 0)`

const markSql = `
  UPDATE assets SET unused_since = $1
   WHERE unused_since IS NULL AND NOT EXISTS (SELECT FROM diagram_assets WHERE asset_id = assets.id)`

const unmarkSql = `
  UPDATE assets SET unused_since = NULL
   WHERE unused_since IS NOT NULL AND EXISTS (SELECT FROM diagram_assets WHERE asset_id = assets.id)`

/** Brings up to date since when nobody uses an asset. */
export async function markUnused(times: { now: Date; pendingBefore: Date }): Promise<void> {
  await getPool().query(dropPendingSql, [times.pendingBefore])
  await getPool().query(unmarkSql)
  await getPool().query(markSql, [times.now])
}

/** No new link can be made to a locked row, so what is found to be nobody's in the next statements stays so. */
const lockSql = `
  SELECT id FROM assets WHERE unused_since < $1 ORDER BY unused_since LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`

/** Records that show an asset without a link, as after a restore of one and not the other, get it back. */
const relinkSql = `
  INSERT INTO diagram_assets (diagram_id, asset_id)
  SELECT DISTINCT diagram_id, asset_id FROM unnest($1::text[]) AS asset_id
    JOIN diagram_records ON record_id LIKE 'asset:%' AND NOT deleted AND strpos(state::text, asset_id) > 0
  UNION
  SELECT id, asset_id FROM unnest($1::text[]) AS asset_id JOIN diagrams ON strpos(note, asset_id) > 0
  ON CONFLICT DO NOTHING`

const deleteSql = `
  DELETE FROM assets WHERE id = ANY ($1::text[])
     AND NOT EXISTS (SELECT FROM diagram_assets WHERE asset_id = assets.id)
  RETURNING id`

/**
 * Deletes assets that nobody has used since, a batch at a time, each with its object: `deleteObject` runs before the rows
 * are gone for others, so that an upload of the same bytes meets either both or neither. Returns how many.
 */
export async function deleteUnused(unusedBefore: Date, deleteObject: (id: AssetId) => Promise<void>): Promise<number> {
  let deleted = 0
  for (let more = true; more; ) {
    await inTransaction(async (client) => {
      const { rows } = await client.query<{ id: string }>(lockSql, [unusedBefore])
      const ids = rows.map(({ id }) => id)
      more = ids.length === batchSize
      if (ids.length === 0) return
      await client.query(relinkSql, [ids])
      const gone = await client.query<{ id: string }>(deleteSql, [ids])
      for (const { id } of gone.rows) await deleteObject(id as AssetId)
      await client.query(unmarkSql)
      deleted += gone.rows.length
    })
  }
  return deleted
}

/**
 * Runs `deleteObject` when there is no asset of that id; one that is being saved meanwhile waits, since the row that would
 * be in its way is there until the transaction is undone.
 */
export async function deleteIfNoAsset(id: AssetId, deleteObject: () => Promise<void>): Promise<boolean> {
  return await inTransaction(async (client) => {
    const claim = await client.query(
      `INSERT INTO assets (id, content_type, size_bytes) VALUES ($1, '', 0) ON CONFLICT DO NOTHING`,
      [id],
    )
    const wasNobodys = claim.rowCount === 1
    if (wasNobodys) await deleteObject()
    await client.query('DELETE FROM assets WHERE id = $1 AND content_type = $2', [id, ''])
    return wasNobodys
  })
}
