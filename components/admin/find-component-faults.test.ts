import { expect, it } from 'vitest'
import type { ComponentDto } from '@/lib/ops/health/schema-components'
import { findComponentFaults } from './find-component-faults'

const component = (name: string, given: Partial<ComponentDto>): ComponentDto => ({
  id: name,
  name,
  status: 'up',
  since: '2026-01-01T00:00:00.000Z',
  message: null,
  detail: null,
  latencyMs: null,
  lookedAt: null,
  essential: false,
  causes: [],
  affects: [],
  upRatioOfDay: null,
  ...given,
})

it('speaks of causes, not of what they take along, nor of what is unknown or announced', () => {
  const faults = findComponentFaults([
    component('Edge', {}),
    component('Database', { status: 'down', affects: ['Sign-in', 'Diagrams'] }),
    component('Sign-in', { status: 'down', causes: ['Database'] }),
    component('Mail', { status: 'down' }),
    component('Live editing', { status: 'down', affects: ['Wiki'] }),
    component('Disk', { status: 'degraded', message: 'Disk is 85 % full.' }),
    component('Backup', { status: 'unknown', message: 'No backup has been made yet.' }),
    component('Wiki', { status: 'maintenance' }),
  ])
  expect(faults.map(({ state, text }) => `${state}: ${text}`)).toEqual([
    'down: Database is down, and with it 2 others',
    'down: Mail is down',
    'down: Live editing is down, and with it another component',
    'degraded: Disk is 85 % full',
  ])
  expect(findComponentFaults(null)).toEqual([])
})
