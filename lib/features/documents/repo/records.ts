import type { SerializedSchema } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import type { DiagramId } from '@/lib/core/ids'
import type { FlushBatch, StoredDocument } from '../document-store'
import { type Ask, inTransaction, query } from './query'

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

/** The same rows without the lease, for the parts of a large batch that come before the last; undone with it. */
const partSql = `
  INSERT INTO diagram_records (diagram_id, record_id, clock, state, deleted)
  SELECT diagrams.id, change.record_id, change.clock, change.state, change.state IS NULL
    FROM diagrams, unnest($2::text[], $3::bigint[], $4::jsonb[]) AS change (record_id, clock, state)
   WHERE diagrams.id = $1
  ON CONFLICT (diagram_id, record_id) DO UPDATE
    SET clock = excluded.clock, state = excluded.state, deleted = excluded.deleted`

/** What one statement carries, in characters of JSON: well below a second of work for the database, and for us. */
const maxPartLength = 1_000_000

/**
 * False when the lease is no longer held with that fence: nothing was written. A large batch is one transaction of several
 * statements, the last of which asks for the lease and tells of the new state, so that neither is locked for long.
 */
export async function writeRecords(batch: FlushBatch): Promise<boolean> {
  const parts = splitChanges(batch)
  const last = parts.pop() ?? []
  if (parts.length === 0) return writeLast(query, batch, last)
  return inTransaction(async (ask) => {
    for (const part of parts) {
      await ask({ name: 'documents.flushPart', text: partSql, values: [batch.lease.diagramId, ...columnsOf(part)] })
    }
    return writeLast(ask, batch, last)
  })
}

async function writeLast(ask: Ask, batch: FlushBatch, changes: Change[]): Promise<boolean> {
  const { lease } = batch
  const { rows } = await ask<{ heads: number }>({
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
      ...columnsOf(changes),
      batch.assetIds,
    ],
  })
  return rows[0]?.heads === 1
}

interface Change {
  id: string
  clock: number
  json: string | null
}

const columnsOf = (changes: Change[]): [string[], number[], (string | null)[]] => [
  changes.map(({ id }) => id),
  changes.map(({ clock }) => clock),
  changes.map(({ json }) => json),
]

function splitChanges({ puts, deletes }: FlushBatch): Change[][] {
  const parts: Change[][] = []
  let length = Number.POSITIVE_INFINITY
  for (const change of [...puts, ...deletes.map((tombstone) => ({ ...tombstone, json: null }))]) {
    const own = change.id.length + (change.json?.length ?? 0)
    if (length + own > maxPartLength) {
      parts.push([])
      length = 0
    }
    parts.at(-1)?.push(change)
    length += own
  }
  return parts
}
