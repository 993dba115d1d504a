import { expect, it } from 'vitest'
import { callRoute } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertMember, insertUser } from '@/lib/testing/factories'
import { GET as errors } from './admin/errors/route'
import { GET as members } from './diagrams/[diagramId]/members/route'
import { GET as diagrams } from './diagrams/route'
import { GET as openapi } from './openapi.json/route'

useDatabase()

it.each([
  ['diagrams', diagrams],
  ['members', members],
  ['errors', errors],
  ['the calls of the API', openapi],
])('the list of %s is sent once', async (_, handler) => {
  const as = await insertUser({ role: 'admin' })
  const { id: diagramId } = await insertDiagram({ ownerId: as.id })
  const read = (headers = {}) => callRoute(handler, { as, params: { diagramId }, headers })
  const first = await read()
  const etag = first.headers.get('etag') ?? ''
  expect([first.status, first.headers.get('content-type'), etag]).toEqual([200, 'application/json', expect.any(String)])
  const again = await read({ 'if-none-match': `W/${etag}` })
  expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, ''])
})

it('a list that says something new is sent again', async () => {
  const as = await insertUser()
  const { id: diagramId } = await insertDiagram({ ownerId: as.id })
  const read = (known = '') => callRoute(members, { as, params: { diagramId }, headers: { 'if-none-match': known } })
  const etag = (await read()).headers.get('etag') ?? ''
  expect((await read(etag)).status).toBe(304)
  await insertMember({ diagramId, userId: (await insertUser()).id, role: 'viewer' })
  expect((await read(etag)).status).toBe(200)
})

it('a list is refused before anything is said of what is known', async () => {
  expect((await callRoute(diagrams, { headers: { 'if-none-match': '*' } })).status).toBe(401)
})
