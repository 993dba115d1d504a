import { expect, it } from 'vitest'
import type { ReadingHistoryDto } from '@/lib/ops/monitoring/schema'
import { summarizeHistory } from './summarize-history'

const amount = (average: number, least = average, most = average) => ({ average, least, most })

const history = (points: ReadingHistoryDto['series'][number]['points']): ReadingHistoryDto => ({
  monitor: 'cpu',
  from: '2026-11-22T10:00:00.000Z',
  to: '2026-11-22T11:00:00.000Z',
  span: 'raw',
  truncated: false,
  series: [{ instance: 'a:3000', points }],
})

it('of several numbers the largest counts, and what lies close together is one', () => {
  const summary = summarizeHistory(
    history([
      {
        at: '2026-11-22T10:00:00Z',
        values: { process_cpu_percent: amount(10), system_cpu_percent: amount(40, 5, 90) },
      },
      { at: '2026-11-22T10:00:20Z', values: { process_cpu_percent: amount(20), load_average_1m: amount(99) } },
      { at: '2026-11-22T10:30:00Z', values: { process_cpu_percent: amount(12) } },
    ]),
  )
  expect(summary).toEqual({
    buckets: [
      { place: 0, average: 30, least: 10, most: 90 },
      { place: 0.5, average: 12, least: 12, most: 12 },
    ],
    least: '10 %',
    most: '90 %',
    top: 100,
  })
})

it('without readings there is none', () => {
  expect(summarizeHistory(history([]))).toBeNull()
})
