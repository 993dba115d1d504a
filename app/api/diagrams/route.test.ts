import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/core/errors'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertUser, type TestUser } from '@/lib/testing/factories'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { GET, POST } from './route'

useDatabase()
const gateway = useRecordingGateway()

let ann: TestUser
beforeEach(async () => {
  ann = await insertUser({ name: 'Ann' })
})

const create = (body: unknown, as: TestUser | undefined = ann) => callRoute(POST, { as, method: 'POST', body })
const document = {
  schema: { schemaVersion: 2, sequences: {} },
  store: { 'page:p': { id: 'page:p', typeName: 'page', name: 'Page', index: 'a1', meta: {} } },
}

describe('POST /api/diagrams', () => {
  it('creates an empty diagram of its maker', async () => {
    const response = await create({ title: '  Plan  ' })
    const diagram = await response.json()
    expect([response.status, response.headers.get('location')]).toEqual([201, `/api/diagrams/${diagram.id}`])
    expect(diagram).toMatchObject({
      title: 'Plan',
      kind: 'canvas',
      ownerId: ann.id,
      access: 'owner',
      lastEditedBy: { id: ann.id, name: 'Ann' },
    })
  })

  it('stores the document it comes with', async () => {
    const diagram = await (await create({ title: 'Plan', document })).json()
    expect(diagram.etag).not.toBe('"0"')
    const records = await getDb().diagramRecord.findMany({ where: { diagramId: diagram.id } })
    expect(records.map((record) => record.recordId)).toEqual(['page:p'])
  })

  it('begins with a template of ours', async () => {
    const diagram = await (await create({ title: 'Plan', template: 'flow' })).json()
    const shapes = await getDb().diagramRecord.count({
      where: { diagramId: diagram.id, recordId: { startsWith: 'shape:' } },
    })
    expect(shapes).toBeGreaterThan(5)
  })

  it('leaves nothing behind when the document is refused', async () => {
    gateway.failure = new AppError('invalid_input', 'shape:a is broken')
    expect(await readRefusal(await create({ title: 'Plan', document }))).toEqual([422, 'invalid_input'])
    expect(await getDb().diagram.count({ where: { ownerId: ann.id } })).toBe(0)
  })

  it('makes a second one when asked twice', async () => {
    const [first, second] = [
      await (await create({ title: 'Plan' })).json(),
      await (await create({ title: 'Plan' })).json(),
    ]
    expect(first.id).not.toBe(second.id)
  })

  it.each<[string, unknown]>([
    ['no title', {}],
    ['an empty title', { title: '  ' }],
    ['a title of 201 characters', { title: 'x'.repeat(201) }],
    ['a title with NUL', { title: 'a\0b' }],
    ['a note with NUL', { title: 'a', note: '\0' }],
    ['an unknown kind', { title: 'a', kind: 'board' }],
    ['an unknown field', { title: 'a', color: 'red' }],
    ['a folder that cannot exist yet', { title: 'a', folderId: 'x' }],
    ['a document without a schema', { title: 'a', document: { store: {} } }],
    ['a template that does not exist', { title: 'a', template: 'x' }],
    ['a template and a document', { title: 'a', template: 'flow', document }],
    ['a list', []],
  ])('refuses %s with 422', async (_, body) => {
    expect(await readRefusal(await create(body))).toEqual([422, 'invalid_input'])
  })

  it('refuses what is not JSON, who is not signed in, and viewers of the instance', async () => {
    expect(await readRefusal(await create('{"title":'))).toEqual([400, 'malformed'])
    const anonymous = await callRoute(POST, { method: 'POST', body: { title: 'a' } })
    expect(await readRefusal(anonymous)).toEqual([401, 'unauthenticated'])
    const viewer = await insertUser({ role: 'viewer' })
    expect(await readRefusal(await create({ title: 'a' }, viewer))).toEqual([403, 'forbidden'])
  })

  it('refuses more than a document can be', async () => {
    const headers = { 'content-length': String(200 * 1024 * 1024) }
    const response = await callRoute(POST, { as: ann, method: 'POST', body: { title: 'a' }, headers })
    expect(await readRefusal(response)).toEqual([413, 'payload_too_large'])
  })
})

describe('GET /api/diagrams', () => {
  it('answers pages', async () => {
    for (const title of ['a', 'b', 'c']) await insertDiagram({ ownerId: ann.id, title })
    const read = async (query: string) => (await callRoute(GET, { as: ann, path: `/api/diagrams?${query}` })).json()
    const first = await read('sort=title&limit=2')
    const second = await read(`sort=title&limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)
    expect([...first.items, ...second.items].map((item: { title: string }) => item.title)).toEqual(['a', 'b', 'c'])
    expect([first.total, second.total, second.nextCursor]).toEqual([3, 3, null])
  })

  it('is for people who are signed in', async () => {
    expect(await readRefusal(await callRoute(GET))).toEqual([401, 'unauthenticated'])
  })

  it.each(['view=mine', 'limit=0', 'limit=101', 'limit=x', 'sort=size', 'order=up', 'cursor=x', 'kind=x', 'q=%00'])(
    'refuses ?%s',
    async (query) => {
      const response = await callRoute(GET, { as: ann, path: `/api/diagrams?${query}` })
      expect(await readRefusal(response)).toEqual([422, 'invalid_input'])
    },
  )
})
