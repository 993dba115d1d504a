import { beforeEach, describe, expect, it } from 'vitest'
import { minuteMs } from '@/lib/core/time'
import { computeQuantile } from '@/lib/ops/monitoring/compute-quantile'
import { GrowthWindow } from '@/lib/ops/monitoring/growth-window'
import { noteReading } from '@/lib/ops/monitoring/latest-readings'
import { count, observe } from '@/lib/platform/metrics/metrics'
import { forget } from '@/lib/platform/remember'
import { createSignalReader, type SignalSources } from './read-signals'
import { type SignalName, signalNames } from './signal'

let nowMs = 0
const quiet: SignalSources = {
  countErrors: async () => new Map(),
  countDeadLetters: async () => 0,
  readBackupAges: async () => ({ lastMinutes: null, provenDays: null }),
  listChannels: async () => [],
}
beforeEach(() => {
  nowMs = 1_000_000
  forget('metrics')
  forget('monitoring.latest')
})

describe('a quantile', () => {
  const buckets = (...counts: number[]) =>
    new Map([0.1, 0.5, 1, Number.POSITIVE_INFINITY].map((bound, index) => [bound, counts[index] ?? 0]))

  it.each([
    ['none without observations', buckets(0, 0, 0, 0), null],
    ['within its bucket', buckets(0, 100, 100, 100), 0.48],
    ['in the first bucket from zero', buckets(100, 100, 100, 100), 0.095],
    ['the last bound when it lies beyond all', buckets(0, 0, 10, 100), 1],
  ])('is %s', (_, given, expected) => {
    const value = computeQuantile(0.95, given)
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 9)
  })
})

describe('growth within five minutes', () => {
  it('is none at first, then what was added, and leaves behind what is older', () => {
    const window = new GrowthWindow(5 * minuteMs)
    const grow = (minutes: number, total: number) =>
      window.add(minutes * minuteMs, new Map([['a', total]])).grown.get('a')
    expect([grow(0, 100), grow(1, 110), grow(4, 150), grow(6, 160), grow(12, 161)]).toEqual([0, 10, 50, 50, 1])
  })

  it('counts what is new from nothing, and so what started again', () => {
    const window = new GrowthWindow(5 * minuteMs)
    window.add(0, new Map([['a', 100]]))
    expect(
      window.add(
        minuteMs,
        new Map([
          ['a', 7],
          ['b', 3],
        ]),
      ).grown,
    ).toEqual(
      new Map([
        ['a', 7],
        ['b', 3],
      ]),
    )
  })
})

describe('signals', () => {
  const read = (sources: Partial<SignalSources> = {}) => createSignalReader({ ...quiet, ...sources }, () => nowMs)
  const find = async (reader: ReturnType<typeof read>, name: SignalName) =>
    (await reader()).find(({ signal }) => signal === name)

  it('are all there, and say nothing where there is nothing to go by', async () => {
    const readings = await read()()
    expect(readings.map(({ signal }) => signal).toSorted()).toEqual(
      signalNames.filter((name) => name !== 'failing_channels').toSorted(),
    )
    const known = readings.filter(({ value }) => value !== null).map(({ signal, value }) => `${signal} ${value}`)
    expect(known.toSorted()).toEqual(['dead_letters 0', 'error_repeats 0', 'sign_in_failures 0'])
  })

  it('take errors and durations from the last minutes, once there is enough of them', async () => {
    const reader = read()
    await reader()
    const labels = { method: 'GET', path: '/api/diagrams' }
    const request = (status: string, seconds: number, times: number) => {
      count('api_gateway_requests_total', { ...labels, status }, times)
      for (let time = 0; time < times; time++) observe('api_gateway_request_duration_seconds', labels, seconds)
    }
    request('500', 0.001, 20)
    nowMs += minuteMs
    expect(await find(reader, 'error_rate')).toMatchObject({ value: null })
    request('200', 0.001, 180)
    expect(await find(reader, 'error_rate')).toMatchObject({ value: 10 })
    expect((await find(reader, 'request_duration_p95'))?.value).toBeLessThan(0.005)
    nowMs += 10 * minuteMs
    request('200', 2, 100)
    expect(await find(reader, 'error_rate')).toMatchObject({ value: 0 })
    expect((await find(reader, 'request_duration_p95'))?.value).toBeGreaterThan(1)
  })

  it('count sign-ins that failed or were held back', async () => {
    const reader = read()
    await reader()
    count('auth_service_login_attempts_total', { result: 'failure' }, 3)
    count('auth_service_login_attempts_total', { result: 'limited' }, 4)
    count('auth_service_login_attempts_total', { result: 'success' }, 50)
    expect(await find(reader, 'sign_in_failures')).toMatchObject({ value: 7 })
  })

  it('take the error that repeats most', async () => {
    let counts = new Map([
      ['a', 10],
      ['b', 500],
    ])
    const reader = read({ countErrors: async () => counts })
    await reader()
    counts = new Map([
      ['a', 60],
      ['b', 501],
      ['c', 20],
    ])
    expect(await find(reader, 'error_repeats')).toMatchObject({ value: 50 })
  })

  it('take what monitors have read, as long as it is not old', async () => {
    const values = { process_cpu_percent: 20, system_cpu_percent: 96 }
    noteReading({ monitor: 'cpu', state: 'ok', summary: '', values, atMs: nowMs })
    const reader = read()
    expect(await find(reader, 'cpu')).toMatchObject({ value: 96 })
    nowMs += 20 * minuteMs
    expect(await find(reader, 'cpu')).toMatchObject({ value: null })
  })

  it('are one for each channel', async () => {
    const listChannels = async () => [
      { id: 'channel_1', name: 'Pager', isFailing: true },
      { id: 'channel_2', name: 'Chat', isFailing: false },
    ]
    const readings = (await read({ listChannels })()).filter(({ signal }) => signal === 'failing_channels')
    expect(readings.map(({ instance, value }) => [instance?.name, value])).toEqual([
      ['Pager', 1],
      ['Chat', 0],
    ])
  })

  it('say why they could not be read, and cost nothing else', async () => {
    const reader = read({ countDeadLetters: () => Promise.reject(new Error('the table is gone')) })
    const readings = await reader()
    expect(readings.find(({ signal }) => signal === 'dead_letters')).toMatchObject({
      value: null,
      error: 'Error',
    })
    expect(readings.filter(({ error }) => error !== undefined)).toHaveLength(1)
  })
})
