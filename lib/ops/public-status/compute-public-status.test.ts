import { describe, expect, it } from 'vitest'
import { hourMs } from '@/lib/core/time'
import type { ComponentState, ComponentStatus } from '@/lib/ops/health/component'
import { computeHeadline } from './compute-headline'
import { computePublicStatus } from './compute-public-status'
import { computeSlugs } from './compute-slugs'
import type { StoredStatus } from './schema-snapshot'

const now = Date.parse('2026-11-22T12:00:00Z')
const state = (id: string, status: ComponentStatus, dependsOn: string[] = []): ComponentState => ({
  ...{ id, name: `secret-${id}`, status, since: new Date(now), latencyMs: 3, essential: true, dependsOn },
  message: 'secret-message of 10.0.0.7',
})

const incident: StoredStatus['incidents'][number] = {
  ...{ id: 'A'.repeat(20), title: null, status: 'investigating', impact: 'down' },
  componentIds: ['database', 'diagrams'],
  startedAtMs: now - hourMs,
  resolvedAtMs: null,
  updates: [{ kind: 'investigating', text: 'We look.', atMs: now - hourMs }],
}

const stored: StoredStatus = {
  settings: {
    ...{ enabled: true, title: 'Acme', publishIncidents: true },
    components: [
      { id: 'diagrams', name: 'Drawing' },
      { id: 'auth', name: 'Sign-in' },
    ],
  },
  readAtMs: now - 1_000,
  histories: { diagrams: { uptime: 0.5, days: [] } },
  incidents: [incident],
  windows: [
    { id: 'w1', startsAtMs: now + 1, endsAtMs: now + 2, componentIds: ['database'], reason: 'A new disk.' },
    { id: 'w2', startsAtMs: now - 1, endsAtMs: now + 2, componentIds: [], reason: 'All of it.' },
    { id: 'w3', startsAtMs: now - 1, endsAtMs: now + 2, componentIds: ['mail'], reason: 'Nobody’s business.' },
    { id: 'w4', startsAtMs: now - 2, endsAtMs: now, componentIds: [], reason: 'Over.' },
  ],
}
const states = [state('database', 'down'), state('diagrams', 'down', ['database']), state('auth', 'up', ['database'])]

describe('what the public is told', () => {
  it('has the chosen names, and nothing of what lies within', () => {
    const status = computePublicStatus({ stored, states, nowMs: now })
    expect(status).toEqual({
      ...{ title: 'Acme', status: 'down', headline: 'Drawing is down' },
      as_of: '2026-11-22T12:00:00.000Z',
      history_as_of: '2026-11-22T11:59:59.000Z',
      components: [
        { slug: 'drawing', name: 'Drawing', status: 'down', uptime_90d: 0.5, days: [] },
        { slug: 'sign-in', name: 'Sign-in', status: 'up', uptime_90d: null, days: [] },
      ],
      incidents: [
        {
          ...{ id: incident.id, title: 'Problem with Drawing', status: 'investigating', impact: 'down' },
          components: ['Drawing'],
          started_at: '2026-11-22T11:00:00.000Z',
          resolved_at: null,
          updates: [{ kind: 'investigating', text: 'We look.', at: '2026-11-22T11:00:00.000Z' }],
        },
      ],
      maintenance: [
        expect.objectContaining({ id: 'w1', state: 'planned', components: ['Drawing', 'Sign-in'] }),
        expect.objectContaining({ id: 'w2', state: 'active', components: [] }),
      ],
    })
    expect(JSON.stringify(status)).not.toMatch(/secret|database|diagrams|auth|mail|10\.0/)
  })

  it('is nothing while the page is off', () => {
    const off = { ...stored, settings: { ...stored.settings, enabled: false } }
    expect(computePublicStatus({ stored: off, states, nowMs: now })).toBeNull()
  })

  it('is unknown of what this process knows nothing about', () => {
    const status = computePublicStatus({ stored: { ...stored, incidents: [] }, states: [], nowMs: now })
    expect([status?.status, status?.components.map((one) => one.status)]).toEqual(['unknown', ['unknown', 'unknown']])
  })
})

describe('the headline', () => {
  const of = (...statuses: ComponentStatus[]) => statuses.map((status, index) => ({ name: 'ABCDE'[index]!, status }))
  const open = (impact: 'down' | 'degraded') => ({ status: 'identified' as const, impact, title: 'It is slow' })
  it.each([
    [of('up', 'up'), [], 'up', 'All systems normal'],
    [of('up', 'down'), [open('degraded')], 'down', 'B is down'],
    [of('down', 'down', 'up'), [], 'down', 'A and B are down'],
    [of('down', 'down', 'down', 'down'), [], 'down', '4 components are down'],
    [of('degraded', 'up'), [open('down')], 'down', 'It is slow'],
    [of('degraded', 'maintenance'), [], 'degraded', 'A works with difficulty'],
    [of('up'), [open('degraded')], 'degraded', 'It is slow'],
    [of('up'), [{ ...open('down'), status: 'resolved' as const }], 'up', 'All systems normal'],
    [of('maintenance', 'unknown'), [], 'maintenance', 'A: maintenance'],
    [of('up', 'unknown'), [], 'unknown', 'Not everything is known at the moment'],
    [[], [], 'up', 'All systems normal'],
  ] as const)('of %j and %j is %s: %s', (components, incidents, status, headline) => {
    expect(computeHeadline([...components], [...incidents])).toEqual({ status, headline })
  })
})

it('names the addresses of badges after what the public reads', () => {
  expect(computeSlugs(['Drawing', 'drawing!', 'Überall', 'Overall', '图表', 'a-2', 'a', 'A'])).toEqual([
    ...['drawing', 'drawing-2', 'uberall', 'overall-2', 'component', 'a-2', 'a', 'a-3'],
  ])
})
