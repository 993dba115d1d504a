import { beforeEach, describe, expect, it } from 'vitest'
import { minuteMs } from '@/lib/core/time'
import { computeQuantile } from '@/lib/ops/monitoring/compute-quantile'
import { GrowthWindow } from '@/lib/ops/monitoring/growth-window'
import { noteReading } from '@/lib/ops/monitoring/latest-readings'
import { createProcessMessages } from '@/lib/platform/db/notify'
import { count, observe } from '@/lib/platform/metrics/metrics'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { Random } from '@/lib/testing/random'
import { waitFor } from '@/lib/testing/wait-for'
import type { ProcessSignals } from './process-signals'
import { createProcessSignalReader } from './read-process-signals'
import { createSignalReader, type SignalSources } from './read-signals'
import { type SignalName, signalNames } from './signal'
import { startSignalSharing } from './start-signal-sharing'

useDatabase()
let nowMs = 0
const quiet: Omit<SignalSources, 'listProcesses'> = {
  countErrors: async () => new Map(),
  countDeadLetters: async () => 0,
  readBackupAges: async () => ({ lastMinutes: null, provenDays: null, walMinutes: null }),
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
  const read = (sources: Partial<SignalSources> = {}) => {
    const readOwn = createProcessSignalReader(() => nowMs)
    const listProcesses = async () => [await readOwn()]
    return createSignalReader({ ...quiet, listProcesses, ...sources }, () => nowMs)
  }
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

  it('take each age of backups', async () => {
    const reader = read({ readBackupAges: async () => ({ lastMinutes: 1, provenDays: 2, walMinutes: 3 }) })
    const ages = (await reader()).filter(({ signal }) => signal.startsWith('backup_'))
    expect(ages.map(({ signal, value }) => `${signal} ${value}`)).toEqual([
      'backup_age 1',
      'backup_proven_age 2',
      'backup_wal_age 3',
    ])
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

describe('signals of several processes', () => {
  const labels = { method: 'GET', path: '/api/diagrams', status: '200' }

  /** What a process says that has answered so, as if nothing else ran here. */
  async function answer(durations: readonly number[], failed = 0): Promise<ProcessSignals> {
    forget('metrics')
    const readOwn = createProcessSignalReader(() => nowMs)
    await readOwn()
    for (const seconds of durations) {
      observe('api_gateway_request_duration_seconds', { method: 'GET', path: '/api/diagrams' }, seconds)
      count('api_gateway_requests_total', labels)
    }
    count('api_gateway_requests_total', { ...labels, status: '503' }, failed)
    return readOwn()
  }

  async function readAll(processes: readonly ProcessSignals[]) {
    const readings = await createSignalReader({ ...quiet, listProcesses: async () => processes }, () => nowMs)()
    return Object.fromEntries(readings.map(({ signal, value }) => [signal, value]))
  }

  it('are those of one process that has done all of it: percentiles too', async () => {
    const random = new Random(11)
    const fast = Array.from({ length: 400 }, () => random.next() / 20)
    const slow = Array.from({ length: 60 }, () => 1 + random.next() * 3)
    const [one, other, all] = [await answer(fast), await answer(slow, 40), await answer([...fast, ...slow], 40)]
    const [merged, expected] = [await readAll([one, other]), await readAll([all])]
    expect(merged).toEqual(expected)
    expect(merged.error_rate).toBeCloseTo((40 / 500) * 100, 9)
    expect(merged.request_duration_p95).toBeGreaterThan(1)
    expect((await readAll([one])).request_duration_p95).toBeLessThan(0.06)
    expect((await readAll([one, { ...other, worst: { cpu: 93 } }, { ...one, worst: { cpu: 12 } }])).cpu).toBe(93)
  })

  it('are told to each other; a process that is not heard of drops out', async () => {
    const messages = [createProcessMessages(), createProcessMessages()]
    const said = [await answer([0.1]), await answer([2, 3])]
    const shared = messages.map((own, index) =>
      startSignalSharing({ read: async () => said[index]!, messages: own, now: () => nowMs, everyMs: 20 }),
    )
    for (const one of shared) await waitFor('both to be known', async () => (await one.list()).length === 2)
    expect(await shared[0]!.list()).toEqual(said)
    await messages[1]!.publish('alerts.signals', { processId: 'of another version', signals: { grown: {} } })
    expect(await shared[1]!.list()).toEqual(said.toReversed())
    await shared[1]!.stop()
    nowMs += 14_999
    expect(await shared[0]!.list()).toHaveLength(2)
    // What was under way when it stopped may have come after that.
    await waitFor('it to drop out', async () => {
      nowMs += 1_000
      return (await shared[0]!.list()).length === 1
    })
    expect(await shared[0]!.list()).toEqual([said[0]])
    await shared[0]!.stop()
  })
})
