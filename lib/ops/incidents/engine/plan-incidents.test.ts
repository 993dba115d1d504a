import { describe, expect, it } from 'vitest'
import { minuteMs } from '@/lib/core/time'
import type { FiredAlert, IncidentPlan, IncidentState } from './incident-state'
import { planIncidents, reopenMs } from './plan-incidents'

/** A world in which what was planned is written, as the store does it. */
class World {
  incidents: IncidentState[] = []
  alerts: FiredAlert[] = []
  readonly timeline: string[] = []
  private made = 0

  fire(serviceId: string, from: number, { root = serviceId, until = null as number | null } = {}): void {
    this.alerts.push({
      rowId: `service_down_${serviceId}:${from}`,
      name: `${serviceId} down`,
      serviceId,
      root,
      startedAtMs: from * minuteMs,
      triggeredAtMs: (from + 5) * minuteMs,
      resolvedAtMs: until === null ? null : until * minuteMs,
      incidentId: null,
    })
  }

  end(serviceId: string, at: number): void {
    this.alerts = this.alerts.map((alert) =>
      alert.serviceId === serviceId && alert.resolvedAtMs === null ? { ...alert, resolvedAtMs: at * minuteMs } : alert,
    )
  }

  change(id: string, given: Partial<IncidentState>): void {
    this.incidents = this.incidents.map((incident) => (incident.id === id ? { ...incident, ...given } : incident))
  }

  run(): IncidentPlan[] {
    const plans = planIncidents(this, () => `incident ${++this.made}`)
    for (const { incident, joined, updates } of plans) {
      const stored = { ...incident, version: incident.version + 1 }
      this.incidents = [...this.incidents.filter(({ id }) => id !== stored.id), stored]
      this.alerts = this.alerts.map((one) => (joined.includes(one.rowId) ? { ...one, incidentId: stored.id } : one))
      this.timeline.push(...updates.map(({ kind, text }) => `${kind}: ${text}`))
    }
    return plans
  }

  get summary() {
    return this.incidents
      .toSorted((a, b) => a.id.localeCompare(b.id))
      .map(({ id, status, componentIds }) => `${id} ${status}: ${componentIds.join(', ')}`)
  }
}

const byHand: IncidentState = {
  ...{ id: 'by hand', version: 1, title: 'Slow', root: null, componentIds: ['kv'], endsByItself: false },
  ...{ status: 'identified', startedAtMs: 0, resolvedAtMs: null },
}

describe('incidents of alerts', () => {
  it('are one for a cause and all that stands on it, and end with the last of them', () => {
    const world = new World()
    world.fire('database', 0)
    expect(world.run()).toEqual([
      {
        incident: {
          ...{ id: 'incident 1', version: 0, title: 'database down', root: 'database', componentIds: ['database'] },
          ...{ status: 'investigating', endsByItself: true, startedAtMs: 0, resolvedAtMs: null },
        },
        joined: ['service_down_database:0'],
        updates: [
          {
            id: 'service_down_database:0:opened',
            kind: 'investigating',
            text: 'This was noticed automatically and is being looked into.',
            isPublic: true,
            atMs: 5 * minuteMs,
          },
        ],
      },
    ])
    world.fire('auth', 1, { root: 'database' })
    world.fire('mail', 1)
    world.run()
    expect(world.summary).toEqual(['incident 1 investigating: database, auth', 'incident 2 investigating: mail'])
    world.end('database', 20)
    expect(world.run()).toEqual([])
    world.end('auth', 22)
    world.run()
    expect(world.summary).toEqual(['incident 1 resolved: database, auth', 'incident 2 investigating: mail'])
    expect(world.incidents.find(({ id }) => id === 'incident 1')?.resolvedAtMs).toBe(22 * minuteMs)
  })

  it('open nothing twice, however often they are planned', () => {
    const world = new World()
    world.fire('database', 0)
    world.fire('auth', 0, { root: 'database' })
    world.run()
    expect(world.run()).toEqual([])
    world.end('database', 9)
    world.end('auth', 9)
    world.run()
    expect(world.run()).toEqual([])
    expect(world.incidents).toHaveLength(1)
  })

  it('open again within a short time, and are new ones later', () => {
    const world = new World()
    world.fire('kv', 0, { until: 10 })
    world.run()
    world.fire('kv', 10 + reopenMs / minuteMs - 1)
    world.run()
    expect(world.summary).toEqual(['incident 1 investigating: kv'])
    expect(world.timeline.at(-1)).toBe('investigating: It is back, and is being looked into.')
    world.end('kv', 100)
    world.run()
    world.fire('kv', 100 + reopenMs / minuteMs)
    world.run()
    expect(world.summary).toEqual(['incident 1 resolved: kv', 'incident 2 investigating: kv'])
  })

  it('are told in order when they are heard of late, all at once', () => {
    const world = new World()
    world.fire('kv', 300)
    world.fire('kv', 0, { until: 10 })
    world.fire('kv', 12, { until: 20 })
    world.run()
    expect(world.summary).toEqual(['incident 1 resolved: kv', 'incident 2 investigating: kv'])
    expect(world.incidents.map(({ startedAtMs }) => startedAtMs / minuteMs).toSorted((a, b) => a - b)).toEqual([0, 300])
  })

  it('do not come back by what was over before they were', () => {
    const world = new World()
    world.fire('kv', 0, { until: 30 })
    world.run()
    world.fire('auth', 2, { root: 'kv', until: 25 })
    world.run()
    expect(world.summary).toEqual(['incident 1 resolved: kv, auth'])
    expect(world.timeline.at(-1)).toBe('note: auth down')
  })

  it('stay as a person has left them', () => {
    const world = new World()
    world.fire('kv', 0)
    world.run()
    world.change('incident 1', { status: 'resolved', resolvedAtMs: 8 * minuteMs })
    expect(world.run()).toEqual([])
    world.change('incident 1', { status: 'investigating', resolvedAtMs: null, endsByItself: false })
    world.end('kv', 12)
    expect(world.run()).toEqual([])
  })

  it('join what a person has opened for that component, and do not end it', () => {
    const world = new World()
    world.incidents = [byHand]
    world.fire('kv', 3)
    world.fire('mail', 3)
    world.run()
    world.end('kv', 9)
    world.run()
    expect(world.summary).toEqual(['by hand identified: kv', 'incident 1 investigating: mail'])
  })

  it('of what is measured within name no component', () => {
    const world = new World()
    world.fire('autograph', 0)
    world.run()
    expect(world.summary).toEqual(['incident 1 investigating: '])
  })
})
