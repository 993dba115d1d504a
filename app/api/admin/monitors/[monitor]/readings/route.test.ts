import { beforeEach, expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import { getInstance, rollUp, storeReading } from '@/lib/ops/monitoring/repo'
import { getPool } from '@/lib/platform/db/pool'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser } from '@/lib/testing/factories'
import { GET } from './route'

useDatabase()
beforeEach(() => getPool().query('DELETE FROM monitor_readings'))

const iso = (atMs: number) => new Date(atMs).toISOString()
const store = (atMs: number, value: number) =>
  storeReading({ monitor: 'memory', atMs, state: 'ok', summary: '', values: { current_memory_mb: value } })

const ask = async (query: Record<string, string>, { monitor = 'memory', role = 'admin' as 'admin' | 'editor' } = {}) =>
  callRoute(GET, {
    as: await insertUser({ role }),
    params: { monitor },
    path: `/api/admin/monitors/${monitor}/readings?${new URLSearchParams(query)}`,
  })

const amount = (average: number, least = average, most = average) => ({
  current_memory_mb: { average, least, most },
})

it('the last hour comes reading by reading, of each process', async () => {
  const nowMs = Date.now()
  await store(nowMs - 2 * minuteMs, 300)
  await store(nowMs - minuteMs, 310)
  await store(nowMs - 2 * hourMs, 100)
  await getPool().query(
    `INSERT INTO monitor_readings SELECT span, monitor, 'another:3000', at, "values", count FROM monitor_readings
     WHERE at > now() - interval '90 seconds'`,
  )
  const history = await (await ask({})).json()
  expect(history).toMatchObject({ monitor: 'memory', span: 'raw', truncated: false })
  const expected = [
    { instance: 'another:3000', points: [{ at: iso(nowMs - minuteMs), values: amount(310) }] },
    {
      instance: getInstance(),
      points: [
        { at: iso(nowMs - 2 * minuteMs), values: amount(300) },
        { at: iso(nowMs - minuteMs), values: amount(310) },
      ],
    },
  ]
  expect(history.series).toEqual(expected.sort((a, b) => (a.instance < b.instance ? -1 : 1)))
  const own = await (await ask({ instance: getInstance() })).json()
  expect(own.series.map(({ instance }: { instance: string }) => instance)).toEqual([getInstance()])
})

it('longer times come condensed, and what is not condensed yet as it is', async () => {
  const hour = Math.floor(Date.now() / hourMs) * hourMs - 3 * hourMs
  for (const [minute, value] of [
    [0, 10],
    [1, 30],
    [70, 50],
  ] as const)
    await store(hour + minute * minuteMs, value)
  await rollUp(hour + 76 * minuteMs, hour)
  await store(hour + 77 * minuteMs, 70)
  const points = async (from: number) =>
    (await (await ask({ from: iso(from), to: iso(hour + 80 * minuteMs) })).json()).series[0].points
  const latest = [
    { at: iso(hour + 70 * minuteMs), values: amount(50) },
    { at: iso(hour + 77 * minuteMs), values: amount(70) },
  ]
  expect(await points(hour - dayMs)).toEqual([{ at: iso(hour), values: amount(20, 10, 30) }, ...latest])
  expect(await points(hour - 30 * dayMs)).toEqual([{ at: iso(hour), values: amount(20, 10, 30) }, ...latest])
})

it('is bounded, and says when something is left out', async () => {
  const nowMs = Date.now()
  await getPool().query(
    `INSERT INTO monitor_readings SELECT 'raw', 'memory', 'p' || n % 30, now() - n * interval '1 second',
     '{"current_memory_mb": [1, 1, 1]}', 1 FROM generate_series(1, 3000) AS n`,
  )
  const history = await (await ask({ from: iso(nowMs - hourMs) })).json()
  const points: { at: string }[] = history.series.flatMap(({ points }: { points: [] }) => points)
  expect([history.truncated, points.length]).toEqual([true, 2_500])
  expect(Math.min(...points.map(({ at }) => Date.parse(at)))).toBeGreaterThan(nowMs - 2_510_000)
})

it('refuses times that make no sense, monitors that there are not, and whoever is no admin', async () => {
  const refused = [
    await ask({ from: iso(Date.now()), to: iso(Date.now() - hourMs) }),
    await ask({ from: iso(Date.now() - 91 * dayMs) }),
    await ask({ from: 'yesterday' }),
    await ask({}, { monitor: 'mood' }),
    await ask({}, { role: 'editor' }),
    await callRoute(GET, { params: { monitor: 'cpu' } }),
  ]
  expect(await Promise.all(refused.map(readRefusal))).toEqual([
    [422, 'invalid_input'],
    [422, 'invalid_input'],
    [422, 'invalid_input'],
    [404, 'not_found'],
    [404, 'not_found'],
    [401, 'unauthenticated'],
  ])
})
