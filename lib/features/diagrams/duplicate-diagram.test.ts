import { expect, it } from 'vitest'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertAsset, insertDiagram, insertMember, insertUser } from '@/lib/testing/factories'
import { computeCopyTitle, duplicateDiagram } from './duplicate-diagram'
import { getDiagram } from './get-diagram'

useDatabase()

const schema = { schemaVersion: 2, sequences: {} }

it('copies content, picture and asset links, and leaves people and tombstones behind', async () => {
  const ann = await insertUser()
  const source = await insertDiagram({
    title: 'Plan',
    note: 'a note',
    documentClock: 9n,
    documentSchema: schema,
    records: [{ id: 'page:a', typeName: 'page' }],
  })
  const asset = await insertAsset({ diagramId: source.id })
  await insertMember({ diagramId: source.id, userId: ann.id, role: 'viewer' })
  await getPool().query(
    `INSERT INTO diagram_records (diagram_id, record_id, clock, deleted) VALUES ($1, 'shape:gone', 9, true)`,
    [source.id],
  )
  await getPool().query(`INSERT INTO diagram_previews (diagram_id, document_clock, svg) VALUES ($1, 9, '<svg/>')`, [
    source.id,
  ])

  const copy = await duplicateDiagram({ actor: actorFor(ann), diagramId: source.id })
  expect(copy).toMatchObject({ title: 'Plan (copy)', access: 'owner', ownerId: ann.id, etag: '"9"', starred: false })
  const read = JSON.parse((await getDiagram({ actor: actorFor(ann), diagramId: copy.id })).json?.join('') ?? '')
  expect(read).toMatchObject({ note: 'a note', document: { schema, store: { 'page:a': { typeName: 'page' } } } })
  expect(await count('diagram_assets', copy.id)).toBe(1)
  expect(await count('diagram_previews', copy.id)).toBe(1)
  expect(await count('diagram_members', copy.id)).toBe(0)
  expect(await count('diagram_records', copy.id)).toBe(1)
  expect(asset.id).toHaveLength(64)
})

it('is not for viewers of the instance, nor for strangers', async () => {
  const source = await insertDiagram()
  const viewer = await insertUser({ role: 'viewer' })
  await insertMember({ diagramId: source.id, userId: viewer.id })
  await expect(duplicateDiagram({ actor: actorFor(viewer), diagramId: source.id })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const stranger = duplicateDiagram({ actor: actorFor(await insertUser()), diagramId: source.id })
  await expect(stranger).rejects.toMatchObject({ code: 'not_found' })
})

it.each([
  ['Plan', 'Plan (copy)'],
  ['x'.repeat(200), `${'x'.repeat(193)} (copy)`],
  ['😀'.repeat(100), `${'😀'.repeat(96)} (copy)`],
])('computes the title of a copy', (title, copy) => {
  expect(computeCopyTitle(title)).toBe(copy)
  expect(copy.length).toBeLessThanOrEqual(200)
})

async function count(table: string, diagramId: string): Promise<number> {
  const { rows } = await getPool().query(`SELECT count(*)::int AS n FROM ${table} WHERE diagram_id = $1`, [diagramId])
  return rows[0].n
}
