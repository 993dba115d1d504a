import { expect, it } from 'vitest'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { describeStatus } from './describe-status'
import { findReadingFaults } from './find-reading-faults'

const reading = (monitor: MonitorReadingDto['monitor'], state: MonitorReadingDto['state']): MonitorReadingDto => ({
  monitor,
  state,
  summary: '',
  at: '2026-11-22T10:00:00.000Z',
  values: {},
  limits: null,
})

it('the headline is the worst there is, and what else there is comes under it', () => {
  const readings = [reading('cpu', 'warning'), reading('memory', 'critical'), reading('disk', 'ok')]
  expect(describeStatus(findReadingFaults(readings))).toEqual({
    state: 'down',
    headline: 'Memory is critical',
    others: ['CPU is high'],
  })
})

it('nothing to say is normal, and not knowing is not', () => {
  expect(describeStatus(findReadingFaults([reading('cpu', 'ok')]))).toEqual({
    state: 'up',
    headline: 'All systems normal',
    others: [],
  })
  expect(describeStatus(findReadingFaults(null))).toMatchObject({ state: 'unknown' })
})
