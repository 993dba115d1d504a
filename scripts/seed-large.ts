import { createHash, randomBytes } from 'node:crypto'
import { newId, type UserId } from '@/lib/core/ids'
import { createInitialRecords, serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import { getPool } from '@/lib/platform/db/pool'
import type { ObjectStore } from '@/lib/platform/objects/object-store'
import { makeShape } from '@/lib/testing/make-shape'

export interface LargeSize {
  diagrams: number
  records: number
  objects: number
}

/** What an organisation of some hundred people has after a few years. */
export const largeSize: LargeSize = { diagrams: 2_000, records: 200_000, objects: 2_000 }
const objectBytes = 512 * 1024

const diagramsSql = `
  INSERT INTO diagrams (id, title, owner_id, last_edited_by_id, document_clock, document_schema, size_bytes, updated_at)
  SELECT 'large' || lpad(d::text, 15, '0'), 'Service map ' || d, $2, $2, 1, $3::jsonb, 60000, now() - d * interval '1 hour'
    FROM generate_series(1, $1) d ON CONFLICT DO NOTHING`

/** Shapes of different places and names; a template has everything else. */
const shapesSql = `
  INSERT INTO diagram_records (diagram_id, record_id, clock, state)
  SELECT 'large' || lpad(d::text, 15, '0'), 'shape:' || id, 1,
         $3::jsonb || jsonb_build_object('id', 'shape:' || id, 'x', (r * 37) % 4000, 'y', (r * 53) % 3000,
           'meta', jsonb_build_object('owner', md5(id), 'note', 'service ' || r || ' of map ' || d))
    FROM generate_series(1, $1) d, generate_series(1, $2) r, LATERAL (SELECT substr(md5(d || '.' || r), 1, 21) AS id) made
  ON CONFLICT DO NOTHING`

const initialSql = `
  INSERT INTO diagram_records (diagram_id, record_id, clock, state)
  SELECT id, record->>'id', 1, record FROM diagrams, jsonb_array_elements($1::jsonb) record WHERE id LIKE 'large%'
  ON CONFLICT DO NOTHING`

/** Makes a large data set, of one owner whom nobody can sign in as. Called again, it adds nothing that is there. */
export async function seedLarge(size: LargeSize, objects: Pick<ObjectStore, 'put' | 'prepare'>): Promise<void> {
  const ownerId = await insertOwner()
  const initial = createInitialRecords()
  const perDiagram = Math.max(1, Math.round(size.records / size.diagrams) - initial.length)
  await getPool().query(diagramsSql, [size.diagrams, ownerId, JSON.stringify(serializedDocumentSchema)])
  await getPool().query(initialSql, [JSON.stringify(initial)])
  await getPool().query(shapesSql, [size.diagrams, perDiagram, JSON.stringify(makeShape({ text: 'Service' }))])
  await objects.prepare()
  for (let at = 0; at < size.objects; at++) await insertObject(objects, at % size.diagrams)
}

async function insertOwner(): Promise<UserId> {
  const { rows } = await getPool().query<{ id: UserId }>(
    `INSERT INTO users (id, email, name, password_hash, updated_at) VALUES ($1, 'large@example.org', 'Large', '!', now())
     ON CONFLICT (email) DO UPDATE SET name = excluded.name RETURNING id`,
    [newId<UserId>()],
  )
  const [owner] = rows
  if (!owner) throw new Error('the owner was not stored')
  return owner.id
}

async function insertObject(objects: Pick<ObjectStore, 'put'>, diagram: number): Promise<void> {
  const bytes = randomBytes(objectBytes)
  const id = createHash('sha256').update(bytes).digest('hex')
  await objects.put('uploads', id, bytes)
  await getPool().query(`INSERT INTO assets (id, content_type, size_bytes) VALUES ($1, 'image/png', $2)`, [
    id,
    bytes.length,
  ])
  const diagramId = `large${String(diagram + 1).padStart(15, '0')}`
  await getPool().query('INSERT INTO diagram_assets (diagram_id, asset_id) VALUES ($1, $2)', [diagramId, id])
}
