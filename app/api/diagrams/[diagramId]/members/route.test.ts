import { beforeEach, expect, it } from 'vitest'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertUser, type TestDiagram, type TestUser } from '@/lib/testing/factories'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { DELETE, PATCH } from './[userId]/route'
import { GET, POST } from './route'

useDatabase()
useRecordingGateway()

let ann: TestUser
let bob: TestUser
let diagram: TestDiagram
beforeEach(async () => {
  ;[ann, bob] = [await insertUser(), await insertUser({ name: 'Bob' })]
  diagram = await insertDiagram({ ownerId: ann.id })
})

const list = (as?: TestUser) => callRoute(GET, { as, params: { diagramId: diagram.id } })
const add = (body: unknown, as?: TestUser) =>
  callRoute(POST, { as, method: 'POST', params: { diagramId: diagram.id }, body })
const one = (as?: TestUser) => ({ as, params: { diagramId: diagram.id, userId: bob.id } })
const change = (body: unknown, as?: TestUser) => callRoute(PATCH, { ...one(as), method: 'PATCH', body })
const remove = (as?: TestUser) => callRoute(DELETE, { ...one(as), method: 'DELETE' })

it('adds, lists, changes and removes', async () => {
  const added = await add({ email: `  ${bob.email.toUpperCase()} `, role: 'viewer' }, ann)
  expect([added.status, await added.json()]).toEqual([
    201,
    { id: bob.id, name: 'Bob', email: bob.email, role: 'viewer' },
  ])
  expect(await (await change({ role: 'editor' }, ann)).json()).toMatchObject({ id: bob.id, role: 'editor' })
  expect(await (await list(bob)).json()).toMatchObject({ total: 2, items: [{ role: 'owner' }, { role: 'editor' }] })
  expect([(await remove(bob)).status, (await list(bob)).status]).toEqual([204, 404])
  expect([(await remove(ann)).status, (await change({ role: 'viewer' }, ann)).status]).toEqual([204, 404])
})

it('is closed to strangers and to nobody', async () => {
  for (const response of [await list(bob), await add({ email: bob.email, role: 'editor' }, bob), await remove(bob)]) {
    expect(await readRefusal(response)).toEqual([404, 'not_found'])
  }
  for (const response of [await list(), await add({}), await change({}), await remove()]) {
    expect(await readRefusal(response)).toEqual([401, 'unauthenticated'])
  }
})

it.each([
  {},
  { email: 'bob', role: 'editor' },
  { email: 'a@b.example', role: 'owner' },
  { email: 'a@b.example', role: 'editor' },
])('refuses %j', async (body) => {
  expect(await readRefusal(await add(body, ann))).toEqual([422, 'invalid_input'])
})
