import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePool } from '@/lib/platform/db/pool'
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
})
afterAll(async () => {
  await findHealthService()?.stop()
  forget('health.board')
})

it('tells admins why and what else', async () => {
  const [first, second] = listComponents({ actor: actorFor(admin) })
  expect(first).toMatchObject({
    id: 'database',
    status: 'down',
    message: 'Gone.',
    detail: 'X1',
    lookedAt: expect.any(String),
    causes: [],
    affects: ['Sign-in'],
  })
  expect(second).toMatchObject({ id: 'auth', status: 'down', causes: ['Database'], lookedAt: null })
})

it('tells it while the database is away', async () => {
  await closePool()
  process.env.DATABASE_URL = 'postgresql://ann@127.0.0.1:1/x'
  forget('env')
  const components = listComponents({ actor: actorFor(admin) })
  expect(components.map(({ status }) => status)).toEqual(['down', 'down'])
  await closePool()
  process.env.DATABASE_URL = database.url
  forget('env')
})

it('tells nobody else', async () => {
  expect(() => listComponents({ actor: { type: 'anonymous' } })).toThrow(
    expect.objectContaining({ code: 'unauthenticated' }),
  )
  const actor = actorFor(await insertUser())
  expect(() => listComponents({ actor })).toThrow(expect.objectContaining({ code: 'not_found' }))
})
