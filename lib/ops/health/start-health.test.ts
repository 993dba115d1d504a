import { afterEach, beforeEach, expect, it } from 'vitest'
import { getRenderedMetrics } from '@/lib/platform/metrics/render-metrics'
import { forget } from '@/lib/platform/remember'
import { waitFor } from '@/lib/testing/wait-for'
import { type Check, type Finding, found } from './check'
import { onComponentChanged } from './component-board'
import { findHealthService } from './health-service'
import { listComponentStates } from './list-component-states'
import { type Defined, startHealth } from './start-health'

let nowMs = 1_000
let database: Finding
let defined: Defined | null
let changes: string[]
let stopListening: () => void

const makeCheck = (id: string, probe: Check['probe']): Check => ({
  component: { id, name: id, essential: true, needs: [], uses: [] },
  everyMs: 5,
  timeoutMs: 500,
  confirmAfterMs: 1,
  probe,
})

beforeEach(() => {
  forget('health.board')
  forget('metrics')
  database = found('up')
  defined = null
  changes = []
  stopListening = onComponentChanged(({ before, after }) =>
    changes.push(`${before?.id ?? after?.id}: ${before?.status ?? 'new'} → ${after?.status ?? 'gone'}`),
  )
  startHealth({
    checks: [makeCheck('database', async () => database)],
    derived: [{ id: 'auth', name: 'auth', essential: true, needs: ['database'], uses: [] }],
    loadDefined: async () => defined,
    now: () => nowMs,
    refreshEveryMs: 5,
  })
})

afterEach(async () => {
  stopListening()
  await findHealthService()?.stop()
})

const statuses = () => Object.fromEntries(listComponentStates().map(({ id, status }) => [id, status]))
const becomes = (wanted: Record<string, string>) =>
  waitFor(JSON.stringify(wanted), () => Object.entries(wanted).every(([id, status]) => statuses()[id] === status))

it('keeps the board true, and tells each change once', async () => {
  await becomes({ database: 'up', auth: 'up' })
  database = found('down', 'Gone.')
  await becomes({ database: 'down', auth: 'down' })
  expect(changes).toEqual([
    'database: new → unknown',
    'auth: new → unknown',
    'database: unknown → up',
    'auth: unknown → up',
    'database: up → down',
    'auth: up → down',
  ])
})

const readMetrics = () => new TextDecoder().decode(getRenderedMetrics())

it('tells Prometheus', async () => {
  await becomes({ database: 'up', auth: 'up' })
  expect(readMetrics()).toMatch(/^autograph_component_up\{component="database"\} 1$/m)
  expect(readMetrics()).toMatch(/^autograph_check_duration_seconds_count\{component="database"\} \d+$/m)
})

it('begins and ends maintenance by the clock', async () => {
  const window = { startsAtMs: 2_000, endsAtMs: 3_000, componentIds: ['database'], reason: 'A new disk.' }
  defined = { checks: [], windows: [window] }
  await findHealthService()?.reload()
  await becomes({ database: 'up' })
  nowMs = 2_000
  await becomes({ database: 'maintenance', auth: 'maintenance' })
  nowMs = 3_000
  await becomes({ database: 'up', auth: 'up' })
})

it('follows what admins define, and keeps what it knows when it cannot be read', async () => {
  const own = (version: string, finding: Finding) => ({ version, check: makeCheck('check_a', async () => finding) })
  defined = { checks: [own('1', found('up'))], windows: [] }
  await findHealthService()?.reload()
  await becomes({ check_a: 'up' })
  defined = null
  await findHealthService()?.reload()
  expect(statuses()).toMatchObject({ check_a: 'up' })
  defined = { checks: [own('2', found('down', 'No.'))], windows: [] }
  await findHealthService()?.reload()
  await becomes({ check_a: 'down' })
  defined = { checks: [], windows: [] }
  await findHealthService()?.reload()
  expect(Object.keys(statuses())).toEqual(['database', 'auth'])
})

it('stops, and what was known stays', async () => {
  await becomes({ database: 'up' })
  await findHealthService()?.stop()
  expect([findHealthService(), statuses()]).toEqual([null, { database: 'up', auth: 'up' }])
})
