import { beforeEach, describe, expect, it } from 'vitest'
import { reconcileIncidents } from '@/lib/ops/incidents/reconcile-incidents'
import type { IncidentDto, IncidentPageDto } from '@/lib/ops/incidents/schema'
import { AlertWorld } from '@/lib/testing/alert-world'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser, type TestUser } from '@/lib/testing/factories'
import { PATCH as change, GET as get } from './[incidentId]/route'
import { PATCH as edit } from './[incidentId]/updates/[updateId]/route'
import { POST as addUpdate } from './[incidentId]/updates/route'
import { POST as create, GET as list } from './route'

useDatabase()

let world: AlertWorld
let admin: TestUser
let user: TestUser
beforeEach(async () => {
  world = new AlertWorld()
  world.nowMs = Date.now()
  await world.prepare()
  admin = await insertUser({ role: 'admin', name: 'Ann' })
  user = await insertUser()
})

const slow = { title: 'Saving is slow', impact: 'degraded', components: ['database'], text: 'We are looking.' }
const open = async (given = {}): Promise<IncidentDto> =>
  (await callRoute(create, { as: admin, method: 'POST', body: { ...slow, ...given } })).json()
const write = ({ id }: IncidentDto, body: object, as: TestUser | null = admin) =>
  callRoute(addUpdate, { as, method: 'POST', params: { incidentId: id }, body })
const read = async ({ id }: { id: string }): Promise<IncidentDto> =>
  (await callRoute(get, { as: admin, params: { incidentId: id } })).json()
const listAll = async (query = ''): Promise<IncidentPageDto> =>
  (await callRoute(list, { as: admin, path: `/api/incidents${query}` })).json()

async function outage(): Promise<IncidentDto> {
  world.set('kv', 'down')
  await world.pass(400)
  await reconcileIncidents({ readIsPublic: async () => false, now: () => world.nowMs })
  return (await listAll()).items[0]!
}

describe('an incident that an admin opens', () => {
  it('goes from status to status, with notes in between, and gets a postmortem at the end', async () => {
    const incident = await open()
    expect(incident).toMatchObject({ status: 'investigating', isAutomatic: false, isPublic: false, author: 'Ann' })
    expect((await write(incident, { kind: 'postmortem', text: 'Too early.' })).status).toBe(409)
    await write(incident, { kind: 'identified', text: 'The disk is slow.', isPublic: true })
    await write(incident, { kind: 'note', text: 'Ticket 7 at the provider.' })
    await write(incident, { kind: 'resolved', text: 'Moved.' })
    expect((await write(incident, { kind: 'resolved', text: 'Again.' })).status).toBe(409)
    await write(incident, { kind: 'postmortem', text: 'A disk that dies slowly looks alive.' })
    const after = await read(incident)
    expect([after.status, after.resolvedAt === null]).toEqual(['resolved', false])
    expect(after.updates.map(({ kind, isPublic, author }) => [kind, isPublic, author])).toEqual([
      ['postmortem', false, 'Ann'],
      ['resolved', false, 'Ann'],
      ['note', false, 'Ann'],
      ['identified', true, 'Ann'],
      ['investigating', false, 'Ann'],
    ])
    await write(incident, { kind: 'investigating', text: 'It is back.' })
    expect(await read(incident)).toMatchObject({ status: 'investigating', resolvedAt: null })
  })

  it('is changed, and so are its lines', async () => {
    const incident = await open()
    const input = { publicTitle: 'Saving takes longer', isPublic: true, components: ['database', 'diagrams'] }
    const params = { incidentId: incident.id, updateId: incident.updates[0]!.id }
    expect((await callRoute(change, { as: admin, method: 'PATCH', params, body: input })).status).toBe(200)
    const line = { text: 'We look.', isPublic: true }
    const edited: IncidentDto = await (await callRoute(edit, { as: admin, method: 'PATCH', params, body: line })).json()
    expect(edited).toMatchObject({ ...input, title: slow.title, updates: [{ ...line, editedAt: expect.any(String) }] })
    const elsewhere = { incidentId: (await open()).id, updateId: params.updateId }
    const refused = await callRoute(edit, { as: admin, method: 'PATCH', params: elsewhere, body: line })
    expect(await readRefusal(refused)).toEqual([404, 'not_found'])
  })

  it('is refused when it says nothing', async () => {
    for (const body of [
      { ...slow, text: ' ' },
      { ...slow, impact: 'huge' },
      { ...slow, components: ['../x'] },
    ])
      expect((await callRoute(create, { as: admin, method: 'POST', body })).status).toBe(422)
  })
})

describe('an incident that alerts open', () => {
  it('is written on by admins, and opened again by hand it waits for them', async () => {
    const incident = await outage()
    expect(incident).toMatchObject({ title: 'Kv Down', isAutomatic: true, endsByItself: true, alerts: ['Kv Down'] })
    await write(incident, { kind: 'resolved', text: 'Restarted.' })
    const answer: IncidentDto = await (await write(incident, { kind: 'monitoring', text: 'Not quite.' })).json()
    expect(answer).toMatchObject({ status: 'monitoring', endsByItself: false, resolvedAt: null })
  })

  it('cannot be opened again beside another one of the same cause', async () => {
    const first = await outage()
    await write(first, { kind: 'resolved', text: 'Over.' })
    world.set('kv', 'up')
    await world.pass(200)
    world.nowMs += 3_600_000
    await outage()
    expect(await readRefusal(await write(first, { kind: 'monitoring', text: 'x' }))).toEqual([409, 'conflict'])
  })
})

describe('incidents', () => {
  it('are listed from the last one on, page by page', async () => {
    const [first, second, third] = [await open(), await open(), await open()]
    await write(second!, { kind: 'resolved', text: 'Over.' })
    const page = await listAll('?limit=2')
    const next = await listAll(`?limit=2&cursor=${page.nextCursor}`)
    expect([page.total, [...page.items, ...next.items].map(({ id }) => id).toSorted()]).toEqual([
      3,
      [first!.id, second!.id, third!.id].toSorted(),
    ])
    expect((await listAll('?status=open')).total).toBe(2)
    expect((await listAll('?status=resolved')).items.map(({ id }) => id)).toEqual([second!.id])
  })

  it('are for admins only', async () => {
    const incident = await open()
    const params = { incidentId: incident.id, updateId: incident.updates[0]!.id }
    const calls = [
      [list, 'GET', undefined],
      [create, 'POST', slow],
      [get, 'GET', undefined],
      [change, 'PATCH', { title: 'x' }],
      [addUpdate, 'POST', { kind: 'note', text: 'x' }],
      [edit, 'PATCH', { text: 'x' }],
    ] as const
    for (const [handler, method, body] of calls) {
      expect((await callRoute(handler, { as: user, method, params, body })).status).toBe(404)
      expect((await callRoute(handler, { method, params, body })).status).toBe(401)
    }
    expect((await read(incident)).updates).toHaveLength(1)
  })
})
