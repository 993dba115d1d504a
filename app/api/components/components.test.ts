import { afterEach, expect, it } from 'vitest'
import { keepAudience } from '@/lib/ops/health/audience/known-audience'
import { startAudience } from '@/lib/ops/health/audience/start-audience'
import { writeBoard } from '@/lib/ops/health/component-board'
import { adminsOnly, type ComponentAudience } from '@/lib/ops/health/policy'
import { createProcessMessages } from '@/lib/platform/db/notify'
import { callRoute } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { waitFor } from '@/lib/testing/wait-for'
import { GET as getAudienceRoute, PUT as putAudience } from '../admin/component-audience/route'
import { GET as list } from './route'

useDatabase()
afterEach(() => {
  writeBoard([])
  keepAudience(adminsOnly)
})

const names = async (response: Response) => (await response.json()).items.map(({ id }: { id: string }) => id)

it('admins choose which components everyone who is signed in may see', async () => {
  const [admin, editor] = [await insertUser({ role: 'admin' }), await insertUser()]
  const common = { since: new Date(), message: null, latencyMs: null, essential: true, dependsOn: [] }
  writeBoard([
    { ...common, id: 'database', name: 'Database', status: 'up' },
    { ...common, id: 'kv', name: 'Key-value store', status: 'down' },
  ])
  expect(await names(await callRoute(list, { as: admin }))).toEqual(['database', 'kv'])
  expect(await names(await callRoute(list, { as: editor }))).toEqual([])
  const chosen = await callRoute(putAudience, {
    as: admin,
    method: 'PUT',
    body: { signedIn: ['kv', 'database', 'kv'] },
  })
  expect(await chosen.json()).toEqual({ signedIn: ['database', 'kv'] })
  expect(await (await callRoute(getAudienceRoute, { as: admin })).json()).toEqual({ signedIn: ['database', 'kv'] })
  expect(await (await callRoute(list, { as: editor })).json()).toEqual({
    items: [
      { id: 'database', name: 'Database', status: 'up' },
      { id: 'kv', name: 'Key-value store', status: 'down' },
    ],
  })
})

it('to others there is no such choice, and strangers see nothing at all', async () => {
  const editor = await insertUser()
  const body = { signedIn: ['database'] }
  expect((await callRoute(list, { as: null })).status).toBe(401)
  expect((await callRoute(getAudienceRoute, { as: editor })).status).toBe(404)
  expect((await callRoute(putAudience, { as: editor, method: 'PUT', body })).status).toBe(404)
  expect((await callRoute(putAudience, { as: null, method: 'PUT', body })).status).toBe(401)
  const admin = await insertUser({ role: 'admin' })
  const nonsense = await callRoute(putAudience, { as: admin, method: 'PUT', body: { signedIn: ['../x'] } })
  expect(nonsense.status).toBe(422)
})

it('what was chosen holds after a restart and in other processes', async () => {
  const admin = await insertUser({ role: 'admin' })
  const choose = (signedIn: string[]) => callRoute(putAudience, { as: admin, method: 'PUT', body: { signedIn } })
  await choose(['database'])
  keepAudience(adminsOnly)
  const kept: ComponentAudience[] = []
  const stop = startAudience(createProcessMessages(), (audience) => kept.push(audience))
  await waitFor('what was chosen', () => kept.length === 1)
  await waitFor('the message of the other process', async () => {
    await choose(['kv'])
    return kept.some(({ signedIn }) => signedIn[0] === 'kv')
  })
  expect(kept[0]).toEqual({ signedIn: ['database'], public: [] })
  await stop()
})
