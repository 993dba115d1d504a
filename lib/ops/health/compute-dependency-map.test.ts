import { describe, expect, it } from 'vitest'
import { listBuiltInComponents } from '@/lib/testing/built-in-components'
import { browser } from './built-in-components'
import type { ComponentState, ComponentStatus } from './component'
import { computeComponentStates } from './compute-component-states'
import { computeDependencyMap } from './compute-dependency-map'
import { dependencyMapDto } from './schema-dependencies'

const components = listBuiltInComponents()
const nowMs = Date.UTC(2026, 0, 1)

function states(given: Record<string, ComponentStatus> = {}): ComponentState[] {
  const watched = components.map((component) => {
    const status = given[component.id] ?? 'up'
    const derived = component.id === 'auth' || component.id === 'diagrams'
    const measured = { status: status === 'maintenance' ? 'up' : status, recent: [], message: null, latencyMs: 1.25 }
    return { component, measured: derived ? null : measured }
  })
  return computeComponentStates({ watched, windows: [], before: new Map(), nowMs })
}

const compute = (
  given?: Record<string, ComponentStatus>,
  seen = [] as Parameters<typeof computeDependencyMap>[0]['seen'],
) => computeDependencyMap({ entry: browser, components, states: states(given), seen })

const nodeOf = (map: ReturnType<typeof compute>, id: string) => map.nodes.find((node) => node.id === id)

describe('the map of everything that is built in', () => {
  it('has no circles, and every edge leads somewhere', () => {
    const map = compute()
    expect(map.cycles).toEqual([])
    const ids = map.nodes.map(({ id }) => id)
    for (const { from, to } of map.edges) expect(ids).toEqual(expect.arrayContaining([from, to]))
    for (const { needs, uses } of components) expect(ids).toEqual(expect.arrayContaining([...needs, ...uses]))
    expect(dependencyMapDto.parse(map)).toEqual(map)
  })

  it('says what stops drawing', () => {
    expect(compute().critical_path).toEqual(['browser', 'edge', 'sync', 'auth', 'database'])
  })

  it('says that the database takes six along, and that nothing else is to blame for them', () => {
    const map = compute({ database: 'down' })
    expect(nodeOf(map, 'database')).toMatchObject({ status: 'down', caused_by: [] })
    const six = ['sync', 'outbox', 'backup', 'clock', 'auth', 'diagrams']
    expect(nodeOf(map, 'database')?.affects.toSorted()).toEqual(six.toSorted())
    for (const id of six) expect(nodeOf(map, id)).toMatchObject({ status: 'down', caused_by: ['database'] })
    expect(nodeOf(map, 'edge')).toMatchObject({ status: 'up', caused_by: [] })
    expect(nodeOf(map, 'browser')?.status).toBe('down')
  })

  it('lets nothing fall because of what can be missed', () => {
    const map = compute({ kv: 'down', objects: 'down', mail: 'down', slack: 'down', disk: 'down' })
    const down = map.nodes.filter(({ status }) => status === 'down').map(({ id }) => id)
    expect(down.toSorted()).toEqual(['disk', 'kv', 'mail', 'objects', 'slack'])
    expect(nodeOf(map, 'browser')?.status).toBe('up')
  })
})

it('joins what was seen to what is declared, and shows what is not declared', () => {
  const at = { calls: 3, lastAtMs: nowMs }
  const { edges } = compute({}, [
    { from: 'sync', to: 'database', ...at },
    { from: 'edge', to: 'mail', ...at },
    { from: 'nobody', to: 'database', ...at },
  ])
  const found = edges.filter(({ calls }) => calls > 0)
  const last_called_at = '2026-01-01T00:00:00.000Z'
  expect(found).toEqual([
    { from: 'sync', to: 'database', kind: 'needs', calls: 3, last_called_at },
    { from: 'edge', to: 'mail', kind: 'seen', calls: 3, last_called_at },
  ])
})
