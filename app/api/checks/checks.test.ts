import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { derivedComponents } from '@/lib/ops/health/built-in-components'
import { found } from '@/lib/ops/health/check'
import { findHealthService } from '@/lib/ops/health/health-service'
import { listComponentStates } from '@/lib/ops/health/list-component-states'
import { loadDefined } from '@/lib/ops/health/load-defined'
import { startHealth } from '@/lib/ops/health/start-health'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser, type TestUser } from '@/lib/testing/factories'
import { waitFor } from '@/lib/testing/wait-for'
import { GET as getMap } from '../dependencies/route'
import { PATCH as changeWindow, DELETE as endWindow } from '../maintenance/[windowId]/route'
import { POST as createWindow, GET as listWindows } from '../maintenance/route'
import { PATCH as change, GET as getOne, DELETE as remove } from './[checkId]/route'
import { POST as run } from './[checkId]/run/route'
import { GET as beat } from './beats/[token]/route'
import { POST as create, GET as list } from './route'

useDatabase()
let admin: TestUser
let stranger: TestUser

beforeAll(async () => {
  admin = await insertUser({ role: 'admin' })
  stranger = await insertUser()
})

beforeEach(async () => {
  await findHealthService()?.stop()
  await getDb().check.deleteMany()
  await getDb().maintenanceWindow.deleteMany()
  const database = {
    component: { id: 'database', name: 'Database', essential: true, needs: [], uses: [] },
    everyMs: 10,
    timeoutMs: 1_000,
    confirmAfterMs: 1,
    probe: async () => found('up', null, 'told'),
  }
  startHealth({ checks: [database], derived: derivedComponents, loadDefined, refreshEveryMs: 10 })
  await findHealthService()?.reload()
})
const stop = () => findHealthService()?.stop()
afterAll(stop)

const target = { kind: 'http', url: 'http://user:sesame@127.0.0.1:1/health?key=sesame' }
const add = async (body: object = {}, as = admin) =>
  callRoute(create, { as, method: 'POST', body: { name: 'Wiki', target, ...body } })
const added = async (body: object = {}) => (await add(body)).json()
const at = (checkId: string, rest: object = {}) => ({ as: admin, params: { checkId }, ...rest })

describe('checks that admins add', () => {
  it('are looked at from now on, and shown without their secrets', async () => {
    const response = await add({ depends_on: ['database'] })
    const check = await response.json()
    expect([response.status, check]).toMatchObject([
      201,
      { name: 'Wiki', kind: 'http', status: 'unknown', every_seconds: 60, depends_on: ['database'], beat_path: null },
    ])
    expect(check.target.url).toBe('http://user:***@127.0.0.1:1/health?key=***')
    const rows = await getDb().check.findMany()
    expect([JSON.stringify([check, rows]), rows.length]).toEqual([expect.not.stringContaining('sesame'), 1])
    expect(await (await callRoute(run, at(check.id, { method: 'POST' }))).json()).toEqual({
      status: 'down',
      message: 'It does not answer.',
      detail: 'ECONNREFUSED',
    })
    const { items } = await (await callRoute(list, { as: admin })).json()
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['database', 'auth', 'diagrams', check.id])
    expect(items.at(-1)).toMatchObject({ id: check.id, detail: 'ECONNREFUSED', looked_at: expect.any(String) })
    expect(listComponentStates().find(({ id }) => id === check.id)).toMatchObject({ dependsOn: ['database'] })
  })

  it('can be changed, keep their secrets, are switched off and deleted', async () => {
    const { id } = await added()
    const renamed = await callRoute(change, at(id, { method: 'PATCH', body: { name: 'Docs', every_seconds: 30 } }))
    expect(await renamed.json()).toMatchObject({ name: 'Docs', every_seconds: 30, target: { url: /\*\*\*/ } })
    await callRoute(change, at(id, { method: 'PATCH', body: { enabled: false } }))
    expect(listComponentStates().map((state) => state.id)).not.toContain(id)
    expect((await callRoute(remove, at(id, { method: 'DELETE' }))).status).toBe(204)
    expect(await readRefusal(await callRoute(getOne, at(id)))).toEqual([404, 'not_found'])
  })

  it.each([
    ['no target', { target: undefined }],
    ['an address that is none', { target: { kind: 'http', url: 'ftp://x' } }],
    ['too often', { every_seconds: 9 }],
    ['for too long', { timeout_seconds: 31 }],
    ['a path that is none', { target: { ...target, json_path: 'a..b' } }],
    ['the metadata of a cloud', { target: { kind: 'http', url: 'http://169.254.169.254/' } }],
    ['the same by another spelling', { target: { kind: 'tcp', host: '0xa9fea9fe', port: 80 } }],
    ['something unknown', { color: 'red' }],
  ])('are refused with %s', async (_, body) => {
    expect(await readRefusal(await add(body))).toEqual([422, 'invalid_input'])
  })

  it('do not become of another kind, and do not depend on themselves', async () => {
    const { id } = await added()
    for (const body of [{ target: { kind: 'tcp', host: 'x', port: 1 } }, { depends_on: [id] }]) {
      const refused = await callRoute(change, at(id, { method: 'PATCH', body }))
      expect(await readRefusal(refused)).toEqual([422, 'invalid_input'])
    }
  })

  it('are at most fifty', async () => {
    const row = { kind: 'tcp' as const, sealedTarget: '', everySeconds: 60, timeoutSeconds: 1, enabled: false }
    await getDb().check.createMany({
      data: Array.from({ length: 50 }, (_, i) => ({ id: `${i}`, name: `${i}`, ...row })),
    })
    expect(await readRefusal(await add())).toEqual([409, 'conflict'])
  })

  it('whose address cannot be read any more say so', async () => {
    const { id } = await added()
    await getDb().check.updateMany({ data: { sealedTarget: 'v1.changed' } })
    await findHealthService()?.reload()
    await waitFor('a word', () =>
      listComponentStates()
        .find((one) => one.id === id)
        ?.message?.includes('AUTH_SECRET'),
    )
    expect(await (await callRoute(getOne, at(id))).json()).toMatchObject({ status: 'unknown', target: null })
  })
})

describe('a check that is called', () => {
  it('is up once it was called, and its address is shown once', async () => {
    const made = await added({ target: { kind: 'push' }, every_seconds: 10 })
    const [, token = ''] = /^\/api\/checks\/beats\/([\w-]{43})$/.exec(made.beat_path) ?? []
    expect(await (await callRoute(run, at(made.id, { method: 'POST' }))).json()).toMatchObject({ status: 'unknown' })
    expect((await callRoute(beat, { params: { token } })).status).toBe(204)
    expect(await (await callRoute(run, at(made.id, { method: 'POST' }))).json()).toMatchObject({ status: 'up' })
    const shown = await (await callRoute(getOne, at(made.id))).json()
    expect([shown.last_beat_at, JSON.stringify(shown)]).toEqual([
      expect.any(String),
      expect.not.stringContaining(token),
    ])
    expect(JSON.stringify(await getDb().check.findMany())).not.toContain(token)
  })

  it.each(['x', 'a'.repeat(43)])('is not found by the token %s', async (token) => {
    expect(await readRefusal(await callRoute(beat, { params: { token } }))).toEqual([404, 'not_found'])
  })
})

describe('what is built in', () => {
  it('can be looked at by hand, but not changed', async () => {
    expect(await (await callRoute(run, at('database', { method: 'POST' }))).json()).toMatchObject({
      status: 'up',
      detail: 'told',
    })
    expect(await readRefusal(await callRoute(run, at('auth', { method: 'POST' })))).toEqual([409, 'conflict'])
    expect(await readRefusal(await callRoute(run, at('nothing', { method: 'POST' })))).toEqual([404, 'not_found'])
    for (const handler of [change, remove]) {
      const refused = await callRoute(handler, at('database', { method: 'PATCH', body: { name: 'x' } }))
      expect(await readRefusal(refused)).toEqual([404, 'not_found'])
    }
  })
})

describe('maintenance', () => {
  const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const announce = (body: object) =>
    callRoute(createWindow, { as: admin, method: 'POST', body: { reason: 'A new disk.', ends_at: soon(5), ...body } })
  const statusOf = (id: string) => listComponentStates().find((one) => one.id === id)?.status

  it('holds at once, for what needs it as well, until it is ended; what has happened stays', async () => {
    const made = await (await announce({ components: ['database'] })).json()
    expect(made).toMatchObject({ state: 'active', components: ['database'], reason: 'A new disk.' })
    expect([statusOf('database'), statusOf('auth')]).toEqual(['maintenance', 'maintenance'])
    const end = () => callRoute(endWindow, { as: admin, method: 'DELETE', params: { windowId: made.id } })
    expect((await end()).status).toBe(204)
    await waitFor('up', () => statusOf('database') === 'up')
    expect(await readRefusal(await end())).toEqual([409, 'conflict'])
    expect(await (await callRoute(listWindows, { as: admin })).json()).toMatchObject({
      items: [{ id: made.id, state: 'over' }],
      total: 1,
    })
  })

  it('that is planned can be taken back', async () => {
    const made = await (await announce({ starts_at: soon(1) })).json()
    expect([made.state, statusOf('database')]).not.toContain('maintenance')
    await callRoute(endWindow, { as: admin, method: 'DELETE', params: { windowId: made.id } })
    expect(await getDb().maintenanceWindow.count()).toBe(0)
  })

  it('that is planned is changed; when it has begun its start stays, and when it is over everything does', async () => {
    const patch = (windowId: string, body: object) =>
      callRoute(changeWindow, { as: admin, method: 'PATCH', params: { windowId }, body })
    const made = await (await announce({ starts_at: soon(1) })).json()
    const starts_at = new Date(Date.now() - 1_000).toISOString()
    const changed = await patch(made.id, { starts_at, components: ['database'], reason: 'Two disks.' })
    expect(await changed.json()).toMatchObject({ state: 'active', starts_at, reason: 'Two disks.' })
    expect(statusOf('database')).toBe('maintenance')
    expect(await readRefusal(await patch(made.id, { starts_at: soon(2) }))).toEqual([409, 'conflict'])
    expect(await readRefusal(await patch(made.id, { ends_at: soon(-1) }))).toEqual([422, 'invalid_input'])
    expect(await (await patch(made.id, { ends_at: soon(3) })).json()).toMatchObject({ state: 'active' })
    await callRoute(endWindow, { as: admin, method: 'DELETE', params: { windowId: made.id } })
    expect(await readRefusal(await patch(made.id, { reason: 'x' }))).toEqual([409, 'conflict'])
  })

  it('is listed page by page', async () => {
    for (const minutes of [1, 2, 3]) await announce({ starts_at: soon(minutes), ends_at: soon(9) })
    const read = async (path: string) => (await callRoute(listWindows, { as: admin, path })).json()
    const first = await read('/api/maintenance?limit=2')
    const second = await read(`/api/maintenance?limit=2&cursor=${first.nextCursor}`)
    expect([first.items.length, first.total, second.items.length, second.nextCursor]).toEqual([2, 3, 1, null])
  })

  it.each([
    ['no end', { ends_at: undefined }],
    ['an end in the past', { ends_at: '2020-01-01T00:00:00Z' }],
    ['an end before its start', { starts_at: '2999-01-02T00:00:00Z', ends_at: '2999-01-01T00:00:00Z' }],
    ['more than 30 days', { ends_at: soon(31 * 24 * 60) }],
    ['no reason', { reason: ' ' }],
  ])('is refused with %s', async (_, body) => {
    expect(await readRefusal(await announce(body))).toEqual([422, 'invalid_input'])
  })
})

describe('the map of dependencies', () => {
  it('has what admins have added, with why it is down and what it takes along', async () => {
    const below = await added({ name: 'Below' })
    const above = await added({ name: 'Above', depends_on: [below.id] })
    for (let i = 0; i < 3; i++) await findHealthService()?.look(below.id)
    await waitFor('both down', () => listComponentStates().filter(({ status }) => status === 'down').length === 2)
    const map = await (await callRoute(getMap, { as: admin })).json()
    const nodeOf = (id: string) => map.nodes.find((node: { id: string }) => node.id === id)
    expect(nodeOf(below.id)).toMatchObject({ status: 'down', caused_by: [], affects: [above.id] })
    expect(nodeOf(above.id)).toMatchObject({ status: 'down', caused_by: [below.id], message: 'Below is down.' })
    expect(map.edges).toContainEqual(expect.objectContaining({ from: above.id, to: below.id, kind: 'needs' }))
  })
})

describe('nobody else', () => {
  const calls: [string, Parameters<typeof callRoute>[0], object][] = [
    ['lists checks', list, {}],
    ['adds one', create, { method: 'POST', body: { name: 'x', target } }],
    ['sees one', getOne, { params: { checkId: 'database' } }],
    ['changes one', change, { method: 'PATCH', params: { checkId: 'database' }, body: {} }],
    ['deletes one', remove, { method: 'DELETE', params: { checkId: 'database' } }],
    ['looks', run, { method: 'POST', params: { checkId: 'database' } }],
    ['sees the map', getMap, {}],
    ['sees maintenance', listWindows, {}],
    ['announces it', createWindow, { method: 'POST', body: { reason: 'x', ends_at: '2999-01-01T00:00:00Z' } }],
    ['changes it', changeWindow, { method: 'PATCH', params: { windowId: 'a'.repeat(20) }, body: {} }],
    ['ends it', endWindow, { method: 'DELETE', params: { windowId: 'a'.repeat(20) } }],
  ]
  it.each(calls)('%s', async (_, handler, call) => {
    expect(await readRefusal(await callRoute(handler, { ...call }))).toEqual([401, 'unauthenticated'])
    expect(await readRefusal(await callRoute(handler, { ...call, as: stranger }))).toEqual([404, 'not_found'])
  })
})
