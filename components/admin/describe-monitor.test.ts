import { expect, it } from 'vitest'
import type { MonitorReadingDto } from '@/lib/ops/monitoring/schema'
import { describeMonitor } from './describe-monitor'

const reading = (monitor: MonitorReadingDto['monitor'], values: MonitorReadingDto['values']): MonitorReadingDto => ({
  monitor,
  values,
  state: 'ok',
  summary: '',
  at: '2026-11-22T10:00:00.000Z',
  limits: null,
})

it('limits and what the chart does not say are told with their units', () => {
  const values = { process_cpu_percent: 12.4, system_cpu_percent: 71, cpu_growth_percent: -2 }
  const limits = { unit: '%', warningFrom: 70, criticalFrom: 90 } as const
  expect(describeMonitor({ ...reading('cpu', values), limits })).toMatchObject({
    limits: 'Warns from 70 %, critical from 90 %.',
    facts: expect.arrayContaining([['Since the start', '−2 %']]),
  })
})

it('memory has no trend before an hour has passed', () => {
  const trendOf = (values: MonitorReadingDto['values']) =>
    describeMonitor(reading('memory', values)).facts.find(([name]) => name === 'Trend')?.[1]
  expect(trendOf({})).toBe('Known after an hour')
  expect(trendOf({ memory_trend_mb_per_hour: 12 })).toBe('+12 MB an hour')
})

it('each disk has its room; what has no limits has none', () => {
  const values = {
    data_disk_usage_percent: 20,
    data_disk_available_mb: 8_192,
    data_disk_total_mb: 10_240,
    objects_disk_usage_percent: 81,
    objects_disk_available_mb: 1_946,
    objects_disk_total_mb: 10_240,
    uploads_mb: 512,
  }
  const limits = { unit: '%', warningFrom: 80, criticalFrom: null } as const
  expect(describeMonitor({ ...reading('disk', values), limits })).toEqual({
    facts: [
      ['Data directory', '8 GB free of 10 GB'],
      ['Stored objects', '1.9 GB free of 10 GB'],
      ['Uploads', '512 MB'],
    ],
    limits: 'Warns from 80 %.',
  })
  expect(describeMonitor(reading('network', { open_sockets: 1_200 }))).toMatchObject({
    facts: expect.arrayContaining([['Connections open', '1,200']]),
    limits: null,
  })
})
