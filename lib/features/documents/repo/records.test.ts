import { beforeEach, expect, it } from 'vitest'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram } from '@/lib/testing/factories'
import type { FlushBatch, Lease } from '../document-store'
import { acquireLease } from './lease'
import { writeRecords } from './records'

useDatabase()

let lease: Lease
beforeEach(async () => {
  const { id } = await insertDiagram()
  lease = (await acquireLease(id, 'one'))!
})

/** Five statements' worth of records. */
const makeBatch = (given: Partial<FlushBatch> = {}): FlushBatch => ({
  lease,
  documentClock: 9,
  puts: Array.from({ length: 50 }, (_, n) => ({
    id: `shape:${n}`,
    clock: 9,
    json: JSON.stringify({ n, text: 'x'.repeat(100_000) }),
  })),
  deletes: [{ id: 'shape:gone', clock: 9 }],
  schemaJson: null,
  sizeBytes: 5_000_000,
  forgetTombstonesThrough: null,
  editorId: null,
  assetIds: [],
  ...given,
})

async function readStored() {
  const { rows } = await getPool().query<{ clock: string; records: number; deleted: number }>(
    `SELECT document_clock AS clock, count(record_id)::int AS records, count(*) FILTER (WHERE deleted)::int AS deleted
       FROM diagrams LEFT JOIN diagram_records ON diagram_id = id WHERE id = $1 GROUP BY id`,
    [lease.diagramId],
  )
  return rows[0]
}

it('stores what is too large for one statement, whole', async () => {
  expect(await writeRecords(makeBatch())).toBe(true)
  expect(await readStored()).toEqual({ clock: '9', records: 51, deleted: 1 })
})

it('stores nothing of it when the lease was lost before the last of it', async () => {
  await acquireLease(lease.diagramId, 'one')
  expect(await writeRecords(makeBatch())).toBe(false)
  expect(await readStored()).toEqual({ clock: '0', records: 0, deleted: 0 })
})

it('stores nothing of it when a part cannot be stored', async () => {
  const { puts } = makeBatch()
  const broken = puts.with(40, { id: 'shape:40', clock: 9, json: '{"text": "\\u0000"}' })
  await expect(writeRecords(makeBatch({ puts: broken }))).rejects.toThrow()
  expect(await readStored()).toEqual({ clock: '0', records: 0, deleted: 0 })
  expect(await writeRecords(makeBatch())).toBe(true)
})
