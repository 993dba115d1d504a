import { expect, it } from 'vitest'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { POST } from './route'

useDatabase()

it('fifty repeats at once make one diagram, and a later one is told which', async () => {
  const ann = await insertUser()
  const headers = { 'idempotency-key': 'fifty' }
  const create = () =>
    callRoute(POST, { as: ann, method: 'POST', path: '/api/diagrams', body: { title: 'Once' }, headers })
  const answers = await Promise.all(Array.from({ length: 50 }, create))
  const made = answers.filter(({ status }) => status === 201)
  expect(made.length + answers.filter(({ status }) => status === 409).length).toBe(50)
  const [diagram, ...others] = await getDb().diagram.findMany({ where: { ownerId: ann.id } })
  expect(others).toEqual([])
  const again = await create()
  expect([again.status, again.headers.get('idempotency-replayed'), (await again.json()).id]).toEqual([
    201,
    'true',
    diagram?.id,
  ])
})
