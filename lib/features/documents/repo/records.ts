import type { SerializedSchema } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import type { DiagramId } from '@/lib/core/ids'
import type { FlushBatch, StoredDocument } from '../document-store'
import { query } from './query'

interface DocumentRow {
  document_clock: string
  document_schema: SerializedSchema | null
  tombstones_from: string
  preview_clock: string | null
  ids: string[] | null
  clocks: string[] | null
  states: (string | null)[] | null
}

const loadSql = `
  SELECT document_clock, document_schema, tombstones_from, ids, clocks, states,
         (SELECT document_clock FROM diagram_previews WHERE diagram_id = diagrams.id) AS preview_clock
    FROM diagrams
    LEFT JOIN LATERAL (
      SELECT array_agg(record_id) AS ids, array_agg(clock) AS clocks,
             array_agg(CASE WHEN deleted THEN NULL ELSE state::text END) AS states
        FROM diagram_records WHERE diagram_id = diagrams.id
    ) AS records ON true
   WHERE id = $1`

export async function findStoredDocument(diagramId: DiagramId): Promise<StoredDocument | null> {
  const { rows } = await query<DocumentRow>({ text: loadSql, values: [diagramId] })
  const row = rows[0]
  if (!row) return null
  const document: StoredDocument = {
    documentClock: Number(row.document_clock),
    schema: row.document_schema,
    tombstonesFrom: Number(row.tombstones_from),
    previewClock: row.preview_clock === null ? null : Number(row.preview_clock),
    records: [],
    tombstones: {},
  }
  row.ids?.forEach((id, index) => {
    const clock = Number(row.clocks?.[index])
    const state = row.states?.[index]
    if (state)
      document.records.push({ clock, sizeBytes: Buffer.byteLength(state), state: JSON.parse(state) as TLRecord })
    else document.tombstones[id] = clock
  })
  return document
}

/**
 * One statement, so one transaction and one round trip. The row lock on the lease makes a takeover wait for this write, or
 * this write see the takeover; the clock check keeps a write that was given up and arrives late from undoing its repeat.
 */
const flushSql = `
  WITH lease AS (
    SELECT diagram_id FROM diagram_leases WHERE diagram_id = $1 AND holder = $2 AND fence = $3 FOR SHARE
  ), head AS (
    UPDATE diagrams SET
      document_clock = $4,
      document_schema = coalesce($5::jsonb, document_schema),
      size_bytes = $6,
      tombstones_from = coalesce($7::bigint, tombstones_from),
      last_edited_by_id = coalesce((SELECT id FROM users WHERE id = $8), last_edited_by_id),
      updated_at = CASE WHEN $8 IS NOT NULL AND updated_at < now() - interval '1 second' THEN now() ELSE updated_at END
    WHERE id = (SELECT diagram_id FROM lease) AND document_clock <= $4
    RETURNING id
  ), written AS (
    INSERT INTO diagram_records (diagram_id, record_id, clock, state, deleted)
    SELECT head.id, change.record_id, change.clock, change.state, change.state IS NULL
      FROM head, unnest($9::text[], $10::bigint[], $11::jsonb[]) AS change (record_id, clock, state)
    ON CONFLICT (diagram_id, record_id) DO UPDATE
      SET clock = excluded.clock, state = excluded.state, deleted = excluded.deleted
  ), forgotten AS (
    DELETE FROM diagram_records USING head
     WHERE diagram_id = head.id AND deleted AND clock <= $7 AND record_id <> ALL ($9::text[])
  ), linked AS (
    INSERT INTO diagram_assets (diagram_id, asset_id)
    SELECT head.id, assets.id FROM head, assets WHERE assets.id = ANY ($12::text[]) FOR KEY SHARE OF assets
    ON CONFLICT (diagram_id, asset_id) DO UPDATE SET pending_since = NULL
      WHERE diagram_assets.pending_since IS NOT NULL
  )
  SELECT (SELECT count(*) FROM head)::int AS heads,
         CASE WHEN current_setting('synchronous_commit') = 'off' THEN set_config('synchronous_commit', 'on', true) END`

/** False when the lease is no longer held with that fence: nothing was written. */
export async function writeRecords(batch: FlushBatch): Promise<boolean> {
  const { lease, puts, deletes } = batch
  const { rows } = await query<{ heads: number }>({
    name: 'documents.flush',
    text: flushSql,
    values: [
      lease.diagramId,
      lease.holder,
      lease.fence,
      batch.documentClock,
      batch.schemaJson,
      batch.sizeBytes,
      batch.forgetTombstonesThrough,
      batch.editorId,
      [...puts.map((put) => put.id), ...deletes.map((tombstone) => tombstone.id)],
      [...puts.map((put) => put.clock), ...deletes.map((tombstone) => tombstone.clock)],
      [...puts.map((put) => put.json), ...deletes.map(() => null)],
      batch.assetIds,
    ],
  })
  return rows[0]?.heads === 1
}
