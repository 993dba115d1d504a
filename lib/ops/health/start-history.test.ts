import { beforeEach, describe, expect, it } from 'vitest'
import { getPool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import type { ComponentStatus } from './component'
import { writeBoard } from './component-board'
import { computeUptime } from './compute-uptime'
import { listComponentSpans } from './list-component-spans'
import { type History, startHistory } from './start-history'

const database = useDatabase()
const startMs = Date.UTC(2026, 0, 1)
let nowMs = startMs

beforeEach(async () => {
  nowMs = startMs
  forget('health.board')
  await getPool().query('TRUNCATE component_spans')
})

const set = (status: ComponentStatus) =>
  writeBoard([
    {
      id: 'kv',
      name: 'kv',
      status,
      since: new Date(nowMs),
      message: null,
      latencyMs: null,
      essential: false,
      dependsOn: [],
    },
  ])

const makeHistory = (isEvaluator: () => boolean = () => true): History =>
  startHistory({ isEvaluator, now: () => nowMs, everyMs: 3_600_000 })

const at = (seconds: number) => {
  nowMs = startMs + seconds * 1_000
}

const read = async () =>
  (await listComponentSpans({ fromMs: startMs, untilMs: startMs + 86_400_000 }))
    .map((span) => `${(span.startedAtMs - startMs) / 1_000}-${(span.endedAtMs - startMs) / 1_000} ${span.status}`)
    .join(', ')

/** As if the database were away: the tables are. */
const away = () => getPool().query('ALTER TABLE component_spans RENAME TO away')
const back = () => getPool().query('ALTER TABLE away RENAME TO component_spans')

describe('the history of a component', () => {
  it('is one row for each state, the last of which grows', async () => {
    const history = makeHistory()
    set('up')
    at(10)
    await history.flush()
    expect(await read()).toBe('0-10 up')
    at(20)
    set('down')
    at(25)
    set('up')
    at(40)
    await history.flush()
    expect(await read()).toBe('0-20 up, 20-25 down, 25-40 up')
    at(41)
    await history.stop()
    expect(await read()).toBe('0-20 up, 20-25 down, 25-41 up')
  })

  it('is complete after the database was away', async () => {
    const history = makeHistory()
    set('up')
    at(10)
    await history.flush()
    await away()
    at(20)
    set('down')
    at(30)
    set('degraded')
    at(40)
    set('up')
    await history.flush()
    await back()
    at(50)
    await history.flush()
    expect(await read()).toBe('0-20 up, 20-30 down, 30-40 degraded, 40-50 up')
    await history.stop()
  })

  it('does not know what nobody saw: a restart leaves a gap', async () => {
    const first = makeHistory()
    set('up')
    at(10)
    await first.stop()
    forget('health.board')
    at(30)
    const second = makeHistory()
    set('unknown')
    at(32)
    set('up')
    at(60)
    await second.flush()
    const spans = await listComponentSpans({ fromMs: startMs, untilMs: nowMs })
    expect([await read(), computeUptime(spans, { fromMs: startMs, untilMs: nowMs }).knownRatio]).toEqual([
      '0-10 up, 32-60 up',
      38 / 60,
    ])
    await second.stop()
  })

  it('is gone on with by another process from where the first stopped, out of its own memory, even through an outage', async () => {
    let evaluator = 'first'
    const first = makeHistory(() => evaluator === 'first')
    const second = makeHistory(() => evaluator === 'second')
    set('up')
    at(10)
    await Promise.all([first.flush(), second.flush()])
    expect(await read()).toBe('0-10 up')
    await away()
    at(20)
    set('down')
    evaluator = 'second'
    at(30)
    await back()
    await Promise.all([first.flush(), second.flush()])
    expect(await read()).toBe('0-10 up, 10-20 up, 20-30 down')
    evaluator = 'first'
    at(40)
    await Promise.all([first.flush(), second.flush()])
    expect(await read()).toBe('0-10 up, 10-20 up, 20-30 down, 30-40 down')
    await Promise.all([first.stop(), second.stop()])
  })

  it('is read by component and period', async () => {
    const history = makeHistory()
    set('up')
    at(10)
    await history.stop()
    expect(await listComponentSpans({ fromMs: startMs + 10_000, untilMs: nowMs + 1 })).toEqual([])
    expect(await listComponentSpans({ fromMs: startMs, untilMs: nowMs }, ['database'])).toEqual([])
    expect(await listComponentSpans({ fromMs: startMs, untilMs: nowMs }, ['kv'])).toHaveLength(1)
    expect(database.url).not.toBe('')
  })
})

describe('uptime', () => {
  const span = (status: 'up' | 'down' | 'degraded' | 'maintenance', startedAtMs: number, endedAtMs: number) => ({
    status,
    startedAtMs,
    endedAtMs,
  })
  const period = { fromMs: 0, untilMs: 100 }

  it.each([
    ['nothing known', [], { upRatio: null, downMs: 0, knownRatio: 0 }],
    ['all of it', [span('up', -50, 150)], { upRatio: 1, downMs: 0, knownRatio: 1 }],
    ['half of it', [span('up', 0, 50), span('down', 50, 100)], { upRatio: 0.5, downMs: 50, knownRatio: 1 }],
    ['degraded is up', [span('degraded', 0, 50)], { upRatio: 1, downMs: 0, knownRatio: 0.5 }],
    [
      'maintenance does not count',
      [span('maintenance', 0, 50), span('down', 50, 60), span('up', 60, 100)],
      { upRatio: 0.8, downMs: 10, knownRatio: 1 },
    ],
    [
      'what two processes said at the same time counts once',
      [span('up', 0, 60), span('down', 40, 80)],
      { upRatio: 0.75, downMs: 20, knownRatio: 0.8 },
    ],
  ])('%s', (_, spans, expected) => {
    expect(computeUptime(spans, period)).toEqual(expected)
  })
})
