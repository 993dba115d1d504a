import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePool, getPool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertUser, type TestUser } from '@/lib/testing/factories'
import { waitFor } from '@/lib/testing/wait-for'
import { found } from './check'
import { findHealthService } from './health-service'
import { listComponentStates } from './list-component-states'
import { listComponents } from './list-components'
import { startHealth } from './start-health'

const database = useDatabase()
let admin: TestUser

beforeAll(async () => {
  admin = await insertUser({ role: 'admin' })
  const component = { id: 'database', name: 'Database', essential: true, needs: [], uses: [] }
  startHealth({
    checks: [
      { component, everyMs: 5, timeoutMs: 500, confirmAfterMs: 1, probe: async () => found('down', 'Gone.', 'X1') },
    ],
    derived: [{ id: 'auth', name: 'Sign-in', essential: true, needs: ['database'], uses: [] }],
  })
  await waitFor('both down', () => listComponentStates().every(({ status }) => status === 'down'))
  await getPool().query(
    `INSERT INTO component_spans (component_id, started_at, ended_at, status)
     VALUES ('database', now() - interval '3 hours', now() - interval '1 hour', 'up'),
       ('database', now() - interval '1 hour', now() + interval '1 hour', 'down')`,
  )
})
afterAll(async () => {
  await findHealthService()?.stop()
  forget('health.board')
})

it('tells admins why and what else, and how the last day was', async () => {
  const [first, second] = await listComponents({ actor: actorFor(admin) })
  expect(first).toMatchObject({
    id: 'database',
    status: 'down',
    message: 'Gone.',
    detail: 'X1',
    lookedAt: expect.any(String),
    causes: [],
    affects: ['Sign-in'],
  })
  expect(first?.upRatioOfDay).toBeCloseTo(2 / 3, 2)
  expect(second).toMatchObject({ id: 'auth', status: 'down', causes: ['Database'], lookedAt: null, upRatioOfDay: null })
})

it('tells everything else while the database is away', async () => {
  await closePool()
  process.env.DATABASE_URL = 'postgresql://ann@127.0.0.1:1/x'
  forget('env')
  const components = await listComponents({ actor: actorFor(admin) })
  expect(components.map(({ status, upRatioOfDay }) => [status, upRatioOfDay])).toEqual([
    ['down', null],
    ['down', null],
  ])
  await closePool()
  process.env.DATABASE_URL = database.url
  forget('env')
})

it('tells nobody else', async () => {
  await expect(listComponents({ actor: { type: 'anonymous' } })).rejects.toMatchObject({ code: 'unauthenticated' })
  const actor = actorFor(await insertUser())
  await expect(listComponents({ actor })).rejects.toMatchObject({ code: 'not_found' })
})
