import { describe, expect, it } from 'vitest'
import { minuteMs } from '@/lib/core/time'
import { computeChartData, type LiveSample } from './chart-data'
import { computeChartHistory, type ReadingBucket, selectOwn } from './chart-history'
import type { Chart } from './charts'

const chart: Chart = {
  id: 'latency',
  title: '',
  meaning: '',
  unit: 'ms',
  monitor: 'requests',
  lines: [
    { value: 'p95', label: '' },
    { value: 'p50', label: '' },
  ],
}
const pointMs = minuteMs
const bucketAt = (bucket: number, values: ReadingBucket['values'], given: Partial<ReadingBucket> = {}) => ({
  instance: 'a:3000',
  monitor: 'requests',
  bucket,
  atMs: bucket * minuteMs,
  latestMs: bucket * minuteMs,
  count: 1,
  values,
  ...given,
})
const compute = (...buckets: ReadingBucket[]) => computeChartHistory(chart, { buckets, pointMs })

describe('history', () => {
  it('has a line for each number and the extremes of the first, and nothing of other monitors', () => {
    const history = compute(
      bucketAt(2, { p95: [20, 18, 25.12345] }),
      bucketAt(1, { p95: [10, 8, 12], p50: [5, 4, 6] }),
      bucketAt(2, { p95: [99, 99, 99] }, { monitor: 'cpu' }),
    )
    expect(history).toEqual({
      id: 'latency',
      at: [60, 120],
      lines: [
        [10, 20],
        [5, null],
      ],
      least: [8, 18],
      most: [12, 25.12],
    })
  })

  it('has a hole where nobody read for a while, and none where a reading came late', () => {
    const at = (bucket: number) => bucketAt(bucket, { p95: [1, 1, 1] })
    expect(compute(at(1), at(3), at(7), at(17)).lines[0]).toEqual([1, 1, null, 1, null, 1])
  })

  it('goes on where another process took over', () => {
    const values = (value: number): ReadingBucket['values'] => ({ p95: [value, value, value] })
    const history = compute(
      bucketAt(1, values(4)),
      bucketAt(2, values(4)),
      bucketAt(2, values(8), { instance: 'b', count: 3 }),
    )
    expect([history.lines[0], history.least, history.most]).toEqual([
      [4, 7],
      [4, 4],
      [4, 8],
    ])
  })
})

describe('whose readings are drawn', () => {
  const before = bucketAt(1, {}, { instance: 'replaced' })
  const own = bucketAt(9, {})
  it('are those of all before us', () => {
    expect(selectOwn([before, own], { own: own.instance, sinceMs: 5 * minuteMs })).toEqual([before, own])
  })
  it('are ours alone while others read, too', () => {
    const beside = bucketAt(8, {}, { instance: 'another', latestMs: 9 * minuteMs })
    expect(selectOwn([before, own, beside], { own: own.instance, sinceMs: 5 * minuteMs })).toEqual([own])
  })
})

describe('what has come since', () => {
  const history = compute(bucketAt(1, { p95: [1, 1, 1], p50: [1, 1, 1] }), bucketAt(2, { p95: [2, 2, 2] }))
  const sampleAt = (seconds: number, values: LiveSample['values']) => ({ atMs: seconds * 1_000, values })
  const samples = [sampleAt(118, { p95: 7 }), sampleAt(122, { p95: 3, cpu: 1 }), sampleAt(124, { cpu: 1 })]

  it('is drawn after it, moment by moment, and what is older than the window is not', () => {
    const data = computeChartData(chart, { history, samples, window: { fromMs: 61_000, pointMs } })
    expect(data).toEqual({
      at: [120, 122],
      columns: [
        [2, 3],
        [null, null],
        [2, 3],
        [2, 3],
      ],
    })
  })

  it('is summed up over longer times', () => {
    const later = [200, 210, 400].map((seconds) => sampleAt(seconds, { p95: seconds }))
    const data = computeChartData(chart, { history, samples: later, window: { fromMs: 0, pointMs: 5 * minuteMs } })
    expect([data.at.slice(2), data.columns[0]?.slice(2), data.columns[3]?.slice(2)]).toEqual([
      [210, 400],
      [205, 400],
      [210, 400],
    ])
  })

  it('is all there is without a history', () => {
    const data = computeChartData(chart, { history: undefined, samples, window: { fromMs: 0, pointMs } })
    expect(data.at).toEqual([118, 122])
  })
})
