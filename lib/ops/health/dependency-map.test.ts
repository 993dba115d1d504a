import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { criticalPath, findCycles, type HealthNode, impactOf, rootCauses } from './dependency-map'

const node = (id: string, dependsOn: string[] = [], status: HealthNode['status'] = 'up') => ({
  id,
  dependsOn,
  status,
  essential: true,
})

const withDown = (...down: string[]) =>
  [
    node('edge', ['sync', 'auth']),
    node('sync', ['database']),
    node('auth', ['database', 'kv']),
    node('database', ['disk']),
    node('kv'),
    node('disk'),
  ].map((one) => (down.includes(one.id) ? { ...one, status: 'down' as const } : one))

describe('the cause of a component that is down', () => {
  it.each([
    ['is itself when all below is up', ['sync'], 'sync', []],
    ['is what it needs', ['sync', 'database'], 'sync', ['database']],
    ['is the lowest that is down', ['edge', 'sync', 'database', 'disk'], 'edge', ['disk']],
    ['is each of several', ['auth', 'database', 'kv'], 'auth', ['database', 'kv']],
    ['is not reached past what is up', ['edge', 'database'], 'edge', []],
    ['is not asked for what is up', ['database'], 'sync', []],
    ['is not asked for what nobody knows', ['database'], 'nothing', []],
  ])('%s', (_, down, id, causes) => {
    expect(rootCauses(withDown(...down), id)).toEqual(causes)
  })

  it('is the whole circle, seen from above; within it nobody is to blame but themselves', () => {
    const states = [node('a', ['b'], 'down'), node('b', ['c'], 'down'), node('c', ['b'], 'down')]
    expect([rootCauses(states, 'a'), rootCauses(states, 'b'), rootCauses(states, 'c')]).toEqual([['b', 'c'], [], []])
  })
})

it('names everything that a failure reaches, nearest first', () => {
  expect(impactOf(withDown(), 'database')).toEqual(['sync', 'auth', 'edge'])
  expect(impactOf(withDown(), 'edge')).toEqual([])
})

it('finds circles once each, and one that needs itself', () => {
  const states = [node('a', ['b']), node('b', ['a']), node('c', ['c']), node('d', ['a', 'e']), node('e')]
  expect(findCycles(states)).toEqual([['a', 'b'], ['c']])
  expect(findCycles(withDown())).toEqual([])
})

it('follows the longest chain of what is essential', () => {
  expect(criticalPath(withDown(), 'edge')).toEqual(['edge', 'sync', 'database', 'disk'])
  const states = withDown().map((one) => ({ ...one, essential: one.id !== 'disk' && one.id !== 'sync' }))
  expect(criticalPath(states, 'edge')).toEqual(['edge', 'auth', 'database'])
  expect(criticalPath([node('a', ['b']), node('b', ['a'])], 'a')).toEqual(['a', 'b'])
  expect(criticalPath([], 'edge')).toEqual([])
})

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const anyStates = fc
  .tuple(...ids.map((id) => fc.tuple(fc.constant(id), fc.subarray(ids), fc.constantFrom('up', 'down', 'degraded'))))
  .map((drawn) => drawn.map(([id, dependsOn, status]) => node(id, dependsOn, status as HealthNode['status'])))

describe('whatever needs whatever', () => {
  it('a component that is down is a cause itself or has one, and causes have none', () => {
    fc.assert(
      fc.property(anyStates, fc.constantFrom(...ids), (states, id) => {
        const causes = rootCauses(states, id)
        expect(causes).not.toContain(id)
        for (const cause of causes) expect(rootCauses(states, cause)).toEqual([])
      }),
    )
  })

  it('somebody is always to blame', () => {
    fc.assert(
      fc.property(anyStates, (states) => {
        const down = states.filter(({ status }) => status === 'down')
        const blamed = down.filter(({ id }) => rootCauses(states, id).length === 0)
        expect(blamed.length > 0).toBe(down.length > 0)
      }),
    )
  })

  it('a cause reaches what it explains', () => {
    fc.assert(
      fc.property(anyStates, fc.constantFrom(...ids), (states, id) => {
        for (const cause of rootCauses(states, id)) expect(impactOf(states, cause)).toContain(id)
      }),
    )
  })
})
