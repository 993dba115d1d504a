import { beforeEach, expect, it } from 'vitest'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertMember, insertUser, type TestUser } from '@/lib/testing/factories'
import { useRecordingGateway } from '@/lib/testing/recording-gateway'
import { POST } from './route'

useDatabase()
useRecordingGateway()

let ann: TestUser
beforeEach(async () => {
  ann = await insertUser()
})

const batch = (body: unknown, as?: TestUser) => callRoute(POST, { as, method: 'POST', body })
const outcome = async (response: Response) =>
  (await response.json()).results.map((result: { status: string; code?: string }) => result.code ?? result.status)

it('does each for itself and says how it went', async () => {
  const [own, second, shared, foreign] = [
    await insertDiagram({ ownerId: ann.id }),
    await insertDiagram({ ownerId: ann.id }),
    await insertDiagram(),
    await insertDiagram(),
  ]
  await insertMember({ diagramId: shared.id, userId: ann.id, role: 'editor' })
  const ids = [own.id, shared.id, foreign.id, second.id, own.id]
  const expected = ['done', 'forbidden', 'not_found', 'done']
  expect(await outcome(await batch({ ids, action: 'delete' }, ann))).toEqual([
    'conflict',
    'forbidden',
    'not_found',
    'conflict',
  ])
  for (const action of ['trash', 'restore', 'trash', 'delete']) {
    expect(await outcome(await batch({ ids, action }, ann))).toEqual(expected)
  }
  expect(await outcome(await batch({ ids: [own.id], action: 'restore' }, ann))).toEqual(['not_found'])
})

it('refuses what it does not understand, and who is not signed in', async () => {
  for (const body of [
    {},
    { ids: [], action: 'trash' },
    { ids: ['x'], action: 'trash' },
    { ids: ['0'.repeat(20)], action: 'x' },
  ]) {
    expect(await readRefusal(await batch(body, ann))).toEqual([422, 'invalid_input'])
  }
  expect(await readRefusal(await batch({}))).toEqual([401, 'unauthenticated'])
})
