import { describe, expect, it } from 'vitest'
import type { CheckState, MeasuredStatus } from './check-state'
import type { ComponentState } from './component'
import { computeComponentStates, type WatchedComponent } from './compute-component-states'
import type { MaintenanceWindow } from './maintenance-window'

const measuredAs = (status: MeasuredStatus, message: string | null = null): CheckState => ({
  status,
  recent: [],
  message,
  latencyMs: 3,
})

const watch = (id: string, needs: string[], measured: CheckState | null): WatchedComponent => ({
  component: { id, name: id.toUpperCase(), essential: true, needs, uses: [] },
  measured,
})

interface Given {
  database?: CheckState
  sync?: CheckState
  windows?: MaintenanceWindow[]
  before?: readonly ComponentState[]
  nowMs?: number
}

function compute({
  database = measuredAs('up'),
  sync = measuredAs('up'),
  windows = [],
  before = [],
  nowMs = 50,
}: Given) {
  const watched = [
    watch('auth', ['database'], null),
    watch('sync', ['database'], sync),
    watch('page', ['sync'], null),
    watch('database', [], database),
    watch('mail', [], measuredAs('unknown', 'not configured')),
    watch('outbox', ['database', 'mail'], measuredAs('up')),
  ]
  return computeComponentStates({ watched, windows, before: new Map(before.map((one) => [one.id, one])), nowMs })
}

const statuses = (given: Given) => Object.fromEntries(compute(given).map(({ id, status }) => [id, status]))

describe('what is true of a component', () => {
  it('is what was measured, or what it stands on', () => {
    expect(statuses({})).toEqual({
      auth: 'up',
      sync: 'up',
      page: 'up',
      database: 'up',
      mail: 'unknown',
      outbox: 'up',
    })
    expect(statuses({ database: measuredAs('degraded', 'slow') })).toMatchObject({ auth: 'degraded', sync: 'up' })
    expect(statuses({ database: measuredAs('unknown') })).toMatchObject({ auth: 'unknown', sync: 'up' })
  })

  it('is down while what it needs is down, and says why', () => {
    const states = compute({ database: measuredAs('down', 'Database does not answer.') })
    expect(states.map(({ id, status, message }) => [id, status, message])).toEqual([
      ['auth', 'down', 'DATABASE is down.'],
      ['sync', 'down', 'DATABASE is down.'],
      ['page', 'down', 'SYNC is down.'],
      ['database', 'down', 'Database does not answer.'],
      ['mail', 'unknown', 'not configured'],
      ['outbox', 'down', 'DATABASE is down.'],
    ])
  })

  it('is maintenance within a window, for whatever needs it as well, and not a moment longer', () => {
    const window = { startsAtMs: 10, endsAtMs: 20, componentIds: ['database'], reason: 'A new disk.' }
    const given = { windows: [window], database: measuredAs('down') }
    expect(statuses({ ...given, nowMs: 9 })).toMatchObject({ database: 'down', sync: 'down' })
    expect(compute({ ...given, nowMs: 10 }).slice(1, 4)).toMatchObject([
      { id: 'sync', status: 'maintenance', message: 'A new disk.' },
      { id: 'page', status: 'maintenance' },
      { id: 'database', status: 'maintenance', message: 'A new disk.' },
    ])
    expect(statuses({ ...given, nowMs: 20 })).toMatchObject({ database: 'down', sync: 'down' })
  })

  it('is maintenance for all when a window names none', () => {
    const window = { startsAtMs: 0, endsAtMs: 99, componentIds: [], reason: 'Moving.' }
    expect(new Set(Object.values(statuses({ windows: [window] })))).toEqual(new Set(['maintenance']))
  })

  it('keeps since when it is so', () => {
    const first = compute({ nowMs: 1 })
    const same = compute({ nowMs: 2, before: first })
    expect(same.map(({ since }) => since.getTime())).toEqual(Array(6).fill(1))
    const other = compute({ nowMs: 3, before: same, sync: measuredAs('down') })
    expect(other.map(({ id, since }) => [id, since.getTime()])).toEqual([
      ['auth', 1],
      ['sync', 3],
      ['page', 3],
      ['database', 1],
      ['mail', 1],
      ['outbox', 1],
    ])
  })
})

it('ends where components need each other in a circle', () => {
  const watched = [watch('a', ['b'], measuredAs('up')), watch('b', ['a', 'gone'], measuredAs('down'))]
  const states = computeComponentStates({ watched, windows: [], before: new Map(), nowMs: 0 })
  expect(states.map(({ status }) => status)).toEqual(['down', 'down'])
})
