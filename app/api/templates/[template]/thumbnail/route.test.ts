import { expect, it } from 'vitest'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { GET } from './route'

useDatabase()

it('shows a template to whoever is signed in', async () => {
  const ann = await insertUser()
  const picture = await callRoute(GET, { as: ann, params: { template: 'architecture' } })
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(await readRefusal(await callRoute(GET, { as: ann, params: { template: 'x' } }))).toEqual([404, 'not_found'])
  const anonymous = await callRoute(GET, { params: { template: 'architecture' } })
  expect(await readRefusal(anonymous)).toEqual([401, 'unauthenticated'])
})
