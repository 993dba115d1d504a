import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertMember, insertUser, type TestDiagram, type TestUser } from '@/lib/testing/factories'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { POST } from '../route'
import { PUT } from './document/route'
import { POST as DUPLICATE } from './duplicate/route'
import { POST as RESTORE } from './restore/route'
import { DELETE, GET, PATCH } from './route'

useDatabase()
const gateway = useRecordingGateway()

const schema = { schemaVersion: 2, sequences: { 'com.tldraw.store': 4 } }
const page = { id: 'page:p', typeName: 'page', name: 'Seite "1" \\ ü', index: 'a1', meta: {} }
const document = { schema, store: { 'page:p': page } }

let ann: TestUser
let viewer: TestUser
let stranger: TestUser
let diagram: TestDiagram
beforeEach(async () => {
  ;[ann, viewer, stranger] = [await insertUser(), await insertUser(), await insertUser()]
  diagram = await insertDiagram({ ownerId: ann.id, title: 'Plan', documentSchema: schema, records: [page] })
  await insertMember({ diagramId: diagram.id, userId: viewer.id, role: 'viewer' })
})

type Handler = Parameters<typeof callRoute>[0]
const call = (handler: Handler, as: TestUser | null, more: Parameters<typeof callRoute>[1] = {}) =>
  callRoute(handler, { as, params: { diagramId: diagram.id }, ...more })
const patch = (body: unknown, as: TestUser | null = ann) => call(PATCH, as, { method: 'PATCH', body })
const remove = (as: TestUser | null = ann, query = '') =>
  call(DELETE, as, { method: 'DELETE', path: `/api/diagrams/x${query}` })
const put = (ifMatch: string | null, as: TestUser | null = ann, body: unknown = { document }) =>
  call(PUT, as, { method: 'PUT', body, headers: ifMatch ? { 'if-match': ifMatch } : {} })

describe('who may do what', () => {
  const attempts: [string, (as: TestUser | null) => Promise<Response>, viewerStatus: number][] = [
    ['GET', (as) => call(GET, as), 200],
    ['PATCH title', (as) => patch({ title: 'New' }, as), 403],
    ['PATCH starred', (as) => patch({ starred: true }, as), 200],
    ['PUT document', (as) => put('"1"', as), 403],
    ['POST duplicate', (as) => call(DUPLICATE, as, { method: 'POST' }), 201],
    ['POST restore', (as) => call(RESTORE, as, { method: 'POST' }), 403],
    ['DELETE', (as) => remove(as), 403],
    ['DELETE ?permanent', (as) => remove(as, '?permanent=true'), 403],
  ]
  it.each(attempts)('%s', async (_, attempt, viewerStatus) => {
    expect((await attempt(viewer)).status).toBe(viewerStatus)
    expect(await readRefusal(await attempt(stranger))).toEqual([404, 'not_found'])
    expect(await readRefusal(await attempt(null))).toEqual([401, 'unauthenticated'])
  })

  it('has nothing at ids that do not exist or cannot', async () => {
    for (const diagramId of ['0'.repeat(20), '1', "' or 1=1", '\0']) {
      const response = await callRoute(GET, { as: ann, params: { diagramId } })
      expect(await readRefusal(response)).toEqual([404, 'not_found'])
    }
  })
})

describe('GET', () => {
  it('answers the diagram with its document and ETag', async () => {
    const response = await call(GET, ann)
    expect(response.headers.get('etag')).toMatch(/^"1\.[\w-]{16}"$/)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toMatchObject({ id: diagram.id, title: 'Plan', note: '', etag: '"1"', document })
  })

  it('reads a document again when its clock has moved, and only then', async () => {
    const readName = async (as: TestUser) => (await (await call(GET, as)).json()).document.store['page:p'].name
    const rename = (name: string, byClock: number) =>
      getDb().$transaction([
        getDb().diagramRecord.updateMany({ where: { diagramId: diagram.id }, data: { state: { ...page, name } } }),
        getDb().diagram.update({ where: { id: diagram.id }, data: { documentClock: { increment: byClock } } }),
      ])
    expect(await readName(ann)).toBe(page.name)
    await rename('unseen: nobody writes a record without the clock', 0)
    expect(await readName(viewer)).toBe(page.name)
    await rename('newer', 1)
    expect([await readName(ann), await readName(viewer)]).toEqual(['newer', 'newer'])
    expect((await call(GET, stranger)).status).toBe(404)
  })

  it('answers a snapshot for a diagram nobody has drawn in', async () => {
    const empty = await insertDiagram({ ownerId: ann.id })
    const read = await (await callRoute(GET, { as: ann, params: { diagramId: empty.id } })).json()
    expect(read.document).toMatchObject({ schema: { schemaVersion: 2 }, store: { 'page:page': { typeName: 'page' } } })
  })

  it('leaves deleted records out', async () => {
    await getDb().diagramRecord.updateMany({ where: { diagramId: diagram.id }, data: { deleted: true } })
    expect((await (await call(GET, ann)).json()).document.store).toEqual({})
  })
})

describe('If-None-Match', () => {
  const read = (known: string, as = ann) => call(GET, as, { headers: { 'if-none-match': known } })
  const readEtag = async (as = ann) => (await call(GET, as)).headers.get('etag') ?? ''

  it('answers 304 to whoever has all of it, by a tag, a weak one, one of several or *', async () => {
    const etag = await readEtag()
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await read(known)
      expect([known, response.status, response.headers.get('etag'), await response.text()]).toEqual([
        known,
        304,
        etag,
        '',
      ])
      expect(response.headers.get('cache-control')).toBe('private, no-cache')
    }
    for (const known of ['"other"', '"1"', etag.replaceAll('"', '')]) expect((await read(known)).status).toBe(200)
  })

  it.each<[string, () => Promise<unknown>]>([
    ['another title', () => patch({ title: 'New' })],
    ['a star', () => patch({ starred: true })],
    ['another document', () => put('*')],
    ['the trash', () => remove()],
    ['another name of the owner', () => getDb().user.update({ where: { id: ann.id }, data: { name: 'Anna' } })],
  ])('does not hide %s', async (_, change) => {
    const etag = await readEtag()
    await change()
    expect((await read(etag)).status).toBe(200)
  })

  it('tells a stranger nothing', async () => {
    const etag = await readEtag()
    expect((await read(etag, stranger)).status).toBe(404)
    expect((await read('*', stranger)).status).toBe(404)
    expect((await call(GET, null, { headers: { 'if-none-match': '*' } })).status).toBe(401)
  })

  it('knows what a write has answered', async () => {
    expect((await read((await put('*')).headers.get('etag') ?? '')).status).toBe(304)
    const created = await callRoute(POST, { as: ann, method: 'POST', body: { title: 'Mine', note: 'Words' } })
    const { id } = await created.json()
    const headers = { 'if-none-match': created.headers.get('etag') ?? '' }
    expect((await callRoute(GET, { as: ann, params: { diagramId: id }, headers })).status).toBe(304)
  })
})

describe('PATCH', () => {
  it('renames for everyone and stars for oneself', async () => {
    expect(await (await patch({ title: ' New ', starred: true })).json()).toMatchObject({ title: 'New', starred: true })
    expect(await (await call(GET, viewer)).json()).toMatchObject({ title: 'New', starred: false })
    expect(gateway.renames).toEqual([diagram.id])
    expect(await (await patch({ starred: false })).json()).toMatchObject({ starred: false })
  })

  it.each([{}, { title: '' }, { starred: 'yes' }, { folderId: null }, { tags: [] }, { ownerId: 'me' }])(
    'refuses %j',
    async (body) => {
      expect(await readRefusal(await patch(body))).toEqual([422, 'invalid_input'])
    },
  )

  it('refuses a body over its limit', async () => {
    expect(await readRefusal(await patch({ title: 'x'.repeat(2_000_000) }))).toEqual([413, 'payload_too_large'])
  })
})

describe('PUT document', () => {
  it('replaces what the caller has seen, once', async () => {
    const first = await put('"1"')
    expect([first.status, await first.json()]).toEqual([200, { etag: '"2"' }])
    expect(await readRefusal(await put('"1"'))).toEqual([412, 'precondition_failed'])
    expect(await (await put('*')).json()).toEqual({ etag: '"3"' })
  })

  it('takes the tag of the whole diagram, whatever of it but the document has changed, and one of several', async () => {
    const etag = (await call(GET, ann)).headers.get('etag') ?? ''
    await patch({ title: 'New' })
    expect((await put(etag)).status).toBe(200)
    expect((await put(etag)).status).toBe(412)
    expect((await put('"1", "2"')).status).toBe(200)
  })

  it.each(['W/"1"', '1', '"1', 'W/"1", "5"', ',', '"1" "2"'])('compares strongly: %s', async (ifMatch) => {
    expect(await readRefusal(await put(ifMatch))).toEqual([412, 'precondition_failed'])
  })

  it('asks for If-Match, for a document, and for a diagram that is not in the trash', async () => {
    expect(await readRefusal(await put(null))).toEqual([428, 'precondition_required'])
    expect(await readRefusal(await put('"1"', ann, { store: {} }))).toEqual([422, 'invalid_input'])
    await remove()
    expect(await readRefusal(await put('"1"'))).toEqual([409, 'conflict'])
  })
})

describe('trash', () => {
  it('hides a diagram from its members until it is restored', async () => {
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 204])
    expect((await call(GET, viewer)).status).toBe(404)
    expect((await (await call(GET, ann)).json()).trashedAt).not.toBeNull()
    const restored = await call(RESTORE, ann, { method: 'POST' })
    expect(await restored.json()).toMatchObject({ trashedAt: null })
    expect((await call(GET, viewer)).status).toBe(200)
    expect(gateway.accessChanges).toEqual([{ diagramId: diagram.id }])
  })

  it('deletes for good only what is in it, with everything that hangs on it', async () => {
    expect(await readRefusal(await remove(ann, '?permanent=true'))).toEqual([409, 'conflict'])
    await remove()
    expect((await remove(ann, '?permanent=true')).status).toBe(204)
    expect((await call(GET, ann)).status).toBe(404)
    expect(await getDb().diagramRecord.count({ where: { diagramId: diagram.id } })).toBe(0)
    expect(gateway.accessChanges).toHaveLength(2)
    expect((await remove(ann, '?permanent=true')).status).toBe(404)
  })
})
