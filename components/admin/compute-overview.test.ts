import { describe, expect, it } from 'vitest'
import type { AlertDto } from '@/lib/ops/alerts/schema'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import type { LiveComponent } from '@/lib/ops/status/pure/live-message'
import { computeOverview, type Known } from './compute-overview'

const nowMs = Date.parse('2026-11-22T12:00:00Z')
const ago = (minutes: number) => new Date(nowMs - minutes * 60_000 - 30_000).toISOString()
const component = (id: string, given: Partial<LiveComponent> = {}): LiveComponent => ({
  ...{ id, name: id, status: 'up', since: ago(60), message: null, essential: false, causes: [], affects: [] },
  ...given,
})
const reading = (monitor: MonitorReadingDto['monitor'], state: MonitorReadingDto['state']): MonitorReadingDto => ({
  ...{ monitor, state, summary: '', at: ago(0), values: {}, limits: null },
})
const alert = (service_id: string, given: Partial<AlertDto> = {}): AlertDto => ({
  ...{ alert_id: `of_${service_id}`, type: 'signal', service_id, service_name: service_id, severity: 'critical' },
  ...{ status: 'active', triggered_at: ago(3), resolved_at: null, acknowledged_at: null, escalation_count: 0 },
  ...{ down_duration_seconds: 0, message: 'Of all requests 12 % fail.' },
  ...given,
})
const overviewOf = (given: Partial<Known>) =>
  computeOverview({ components: [], readings: [], alerts: [], editors: 0, nowMs, ...given })
const textsOf = (given: Partial<Known>) => overviewOf(given).problems.map(({ state, text }) => `${state}: ${text}`)

const database = component('Database', { status: 'down', since: ago(4), affects: ['Sign-in'], essential: true })

describe('the headline', () => {
  it.each<[string, string, Partial<Known>]>([
    ['All systems normal', 'up', { components: [component('Edge')], readings: [reading('cpu', 'ok')] }],
    ['Database is down for 4 min', 'down', { components: [database] }],
    ['Database is down for 4 min, drawing is paused for 12 people', 'down', { components: [database], editors: 12 }],
    [
      'Database is down, drawing is paused for 1 person',
      'down',
      {
        components: [{ ...database, since: ago(0) }],
        editors: 1,
      },
    ],
    [
      'Mail is down for 2 h',
      'down',
      { components: [component('Mail', { status: 'down', since: ago(120) })], editors: 9 },
    ],
    [
      '2 problems, drawing is paused for 12 people',
      'down',
      {
        components: [database],
        readings: [reading('cpu', 'warning')],
        editors: 12,
      },
    ],
    ['The monitors cannot be read', 'unknown', { readings: null }],
    ['All systems normal', 'up', { components: null, alerts: null }],
  ])('says: %s (%s)', (headline, state, given) => {
    expect(overviewOf(given)).toMatchObject({ headline, state })
  })
})

describe('problems', () => {
  it('are causes and not what they take along, nor what is unknown or announced', () => {
    const overview = overviewOf({
      components: [
        component('Disk', { status: 'degraded', message: 'Disk is 85 % full.', since: ago(9) }),
        component('Mail', { status: 'down', since: ago(2) }),
        database,
        component('Sign-in', { status: 'down', causes: ['Database'] }),
        component('Backup', { status: 'unknown', message: 'No backup has been made yet.' }),
        component('Wiki', { status: 'maintenance' }),
      ],
    })
    expect(overview.problems.map(({ text, affects }) => [text, ...affects])).toEqual([
      ['Database is down', 'Sign-in'],
      ['Mail is down'],
      ['Disk is 85 % full'],
    ])
    expect(overview.maintained).toEqual(['Wiki'])
  })

  it('are said once, by whoever knows most of them', () => {
    expect(
      textsOf({
        components: [component('disk', { status: 'degraded', message: 'Disk is 85 % full.' })],
        readings: [reading('disk', 'warning'), reading('memory', 'critical')],
        alerts: [
          alert('autograph', { type: 'disk_filling' }),
          alert('autograph', { type: 'high_memory' }),
          alert('autograph', { type: 'high_error_rate' }),
        ],
      }),
    ).toEqual(['down: Memory is critical', 'down: Of all requests 12 % fail', 'degraded: Disk is 85 % full'])
  })

  it('are no alerts that are over, muted, or for information', () => {
    const details = { name: '', started_at: ago(3), affects: [], acknowledged_by: null, muted_by: 'silence:1' }
    expect(
      textsOf({
        alerts: [alert('a', { status: 'resolved' }), alert('b', { details }), alert('c', { severity: 'info' })],
      }),
    ).toEqual([])
  })
})
