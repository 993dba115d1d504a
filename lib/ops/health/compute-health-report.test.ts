import { expect, it } from 'vitest'
import type { ComponentState, ComponentStatus } from './component'
import { computeHealthReport } from './compute-health-report'
import { healthReportDto } from './schema'

const state = (id: string, status: ComponentStatus, essential = false): ComponentState => ({
  id,
  name: id,
  status,
  since: new Date(Date.UTC(2026, 0, 1)),
  message: status === 'down' ? 'It does not answer.' : null,
  latencyMs: 1.234,
  essential,
  dependsOn: [],
})

const running = { version: '1.2.3', uptimeSeconds: 61.9 }

it('has the shape that monitors rely on', () => {
  const report = computeHealthReport([state('database', 'down', true)], running)
  expect(report).toEqual({
    status: 'unhealthy',
    version: '1.2.3',
    uptime_seconds: 61,
    checks: {
      database: {
        status: 'down',
        latency_ms: 1.2,
        since: '2026-01-01T00:00:00.000Z',
        message: 'It does not answer.',
      },
    },
  })
  expect(healthReportDto.parse(report)).toEqual(report)
})

it.each<[string, ComponentState[], string]>([
  ['all up', [state('a', 'up', true), state('b', 'up')], 'healthy'],
  [
    'something not configured, or under maintenance',
    [state('a', 'maintenance', true), state('b', 'unknown')],
    'healthy',
  ],
  ['something else down', [state('a', 'up', true), state('b', 'down')], 'degraded'],
  ['something half well', [state('a', 'degraded', true)], 'degraded'],
  ['something essential down', [state('a', 'down', true), state('b', 'up')], 'unhealthy'],
  ['something essential not yet known', [state('a', 'unknown', true)], 'degraded'],
  ['nothing known at all', [], 'degraded'],
  ['a check of an admin down', [state('a', 'up', true), state('check_x', 'down')], 'healthy'],
])('with %s it is so', (_, states, expected) => {
  expect(computeHealthReport(states, running).status).toBe(expected)
})

it('says nothing of what admins have defined', () => {
  expect(Object.keys(computeHealthReport([state('a', 'up'), state('check_x', 'up')], running).checks)).toEqual(['a'])
})
