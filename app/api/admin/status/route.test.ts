import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { makeAnswerHot } from '@/lib/boot/answer-hot'
import { hotRoutes } from '@/lib/boot/hot-routes'
import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import { emitSessionsChanged, emitSessionsRevoked, startSessionCache } from '@/lib/features/auth/events'
import { writeBoard } from '@/lib/ops/health/component-board'
import { storeSpans } from '@/lib/ops/health/repo-spans'
import { noteReading } from '@/lib/ops/monitoring/latest-readings'
import { getInstance, storeReading } from '@/lib/ops/monitoring/repo'
import { getStatusFeed } from '@/lib/ops/status/get-status-feed'
import { readChartHistories } from '@/lib/ops/status/list-chart-histories'
import { readComponentUptime } from '@/lib/ops/status/list-component-uptime'
import type { LiveMessage } from '@/lib/ops/status/pure/live-message'
import { barRanges, chartRanges } from '@/lib/ops/status/pure/ranges'
import { readRest } from '@/lib/ops/status/read-rest'
import { getPool } from '@/lib/platform/db/pool'
import { forget } from '@/lib/platform/remember'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertSession, insertUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { waitFor } from '@/lib/testing/wait-for'
import { GET } from './route'

useDatabase()
const answerHot = makeAnswerHot(hotRoutes)
const server = createServer((request, response) => void answerHot(request, response))
let url = ''
let stopSessions = async () => {}
beforeAll(async () => {
  stopSessions = startSessionCache()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/admin/status`
})
afterEach(() => {
  getStatusFeed().close()
  forget('status.feed')
})
afterAll(async () => {
  forget('health.board')
  forget('monitoring.latest')
  server.close()
  server.closeAllConnections()
  await stopSessions()
})

async function enter(role: 'admin' | 'editor' = 'admin') {
  const user = await insertUser({ role })
  const { id } = await insertSession({ userId: user.id })
  const cookie = await sessionCookie(id)
  const listen = () => fetch(url, { headers: { cookie, accept: 'text/event-stream' } })
  return { user, sessionId: id, listen }
}

/** Reads events until there are no more. */
function readEvents(response: Response) {
  const state = { events: [] as LiveMessage[], isOver: false }
  const read = async () => {
    const decoder = new TextDecoder()
    let text = ''
    const reader = response.body!.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true })
      const whole = text.split('\n\n')
      text = whole.pop() ?? ''
      for (const event of whole) state.events.push(JSON.parse(event.replace(/^data: /, '')))
    }
    state.isOver = true
  }
  read().catch(() => {
    state.isOver = true
  })
  return state
}

const at = (status: 'up' | 'down', since: Date) => ({
  ...{ id: 'kv', name: 'Key-value store', status, since, message: null, latencyMs: 1, essential: false, dependsOn: [] },
})

describe('how the server is', () => {
  it('is told to admins, once as JSON', async () => {
    writeBoard([at('up', new Date(0))])
    noteReading({ monitor: 'disk', state: 'ok', summary: '', atMs: 1, values: { data_disk_usage_percent: 40, x: 1 } })
    const answer = await callRoute(GET, { as: await insertUser({ role: 'admin' }) })
    expect(await answer.json()).toMatchObject({
      isWhole: true,
      values: { data_disk_usage_percent: 40 },
      components: [{ id: 'kv', status: 'up', affects: [] }],
    })
  })

  it('is told to nobody else, neither once nor as a stream', async () => {
    for (const accept of ['application/json', 'text/event-stream']) {
      const headers = { accept }
      expect(await readRefusal(await callRoute(GET, { headers }))).toEqual([401, 'unauthenticated'])
      const someone = await insertUser()
      expect(await readRefusal(await callRoute(GET, { as: someone, headers }))).toEqual([404, 'not_found'])
    }
    const { listen } = await enter('editor')
    expect((await listen()).status).toBe(404)
  })
})

describe('the stream', () => {
  it('tells what is known, at once what changes, and is no answer that can be kept', async () => {
    writeBoard([at('up', new Date(0))])
    const { listen } = await enter()
    const response = await listen()
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-correlation-id': expect.any(String),
      'ratelimit-limit': expect.any(String),
    })
    const { events } = readEvents(response)
    await waitFor('the first event', () => events.length > 0)
    expect(events[0]).toMatchObject({ isWhole: true, components: [{ status: 'up' }] })
    writeBoard([at('down', new Date())])
    await getStatusFeed().tick()
    await waitFor('the change', () => events.some(({ components }) => components?.[0]?.status === 'down'))
    const numbers = events.find(({ isWhole }) => !isWhole)?.values ?? {}
    expect(Object.keys(numbers)).toEqual(
      expect.arrayContaining(['process_cpu_percent', 'requests_per_minute', 'pool_in_use']),
    )
  })

  it('goes through Next as well, whose handler gives it as a body', async () => {
    const response = await callRoute(GET, {
      as: await insertUser({ role: 'admin' }),
      headers: { accept: 'text/event-stream' },
    })
    const state = readEvents(response)
    await waitFor('the first event', () => state.events.length > 0)
    getStatusFeed().close()
    await waitFor('its end', () => state.isOver)
  })

  it.each([
    [
      'the session is revoked',
      async ({ sessionId }: Awaited<ReturnType<typeof enter>>) => {
        await getPool().query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [sessionId])
        await emitSessionsRevoked([sessionId])
      },
    ],
    [
      'its user is no admin any more',
      async ({ user, sessionId }: Awaited<ReturnType<typeof enter>>) => {
        await getPool().query(`UPDATE users SET role = 'editor' WHERE id = $1`, [user.id])
        await emitSessionsChanged([sessionId])
      },
    ],
  ])('ends within a second when %s, and no other does', async (_, end) => {
    const [kept, lost] = [await enter(), await enter()]
    const [other, state] = [readEvents(await kept.listen()), readEvents(await lost.listen())]
    await waitFor('both to listen', () => other.events.length > 0 && state.events.length > 0)
    await end(lost)
    await waitFor('its end', () => state.isOver, { timeoutMs: 1_000 })
    expect([other.isOver, getStatusFeed().countOf(lost.user.id)]).toEqual([false, 0])
    expect((await lost.listen()).ok).toBe(false)
  })

  it('has a text for all that it does not tell, which changes with it', async () => {
    const before = await readRest()
    expect(await readRest()).toBe(before)
    await getPool().query(
      `INSERT INTO maintenance_windows (id, starts_at, ends_at, component_ids, reason) VALUES ('w', now(), now() + interval '1 h', '{}', '')`,
    )
    expect(await readRest()).not.toBe(before)
  })

  it('is given ten times to one person', async () => {
    const { listen, user } = await enter()
    const responses = await Promise.all(Array.from({ length: 10 }, listen))
    expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(200))
    await waitFor('all of them', () => getStatusFeed().countOf(user.id) === 10)
    const refused = await listen()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    await responses[0]!.body?.cancel()
    await waitFor('one to leave', () => getStatusFeed().countOf(user.id) === 9)
    expect((await listen()).status).toBe(200)
  })
})

describe('history', () => {
  it('of charts survives restarts, and the container that is replaced', async () => {
    await getPool().query('DELETE FROM monitor_readings')
    const nowMs = Date.now()
    const store = (minutesAgo: number, value: number) =>
      storeReading({
        ...{ monitor: 'requests', state: 'ok', summary: '', atMs: nowMs - minutesAgo * minuteMs },
        values: { requests_per_minute: value },
      })
    await store(40, 10)
    await store(39, 20)
    await getPool().query(`UPDATE monitor_readings SET instance = 'replaced:3000'`)
    await store(2, 30)
    const read = async (index: number) => {
      const { charts } = await readChartHistories(chartRanges[index]!, () => nowMs)
      return charts.find(({ id }) => id === 'requests')?.lines[0]
    }
    expect(await read(0)).toEqual([10, 20, null, 30])
    expect((await read(4))?.filter((value) => value !== null)).toEqual([20])
    await getPool().query(
      `INSERT INTO monitor_readings SELECT span, monitor, 'another:3000', at, "values", count FROM monitor_readings WHERE instance = $1`,
      [getInstance()],
    )
    expect(await read(0)).toEqual([30])
  })

  it('of a component is what one computes by hand: maintenance is excluded, restarts are unknown', async () => {
    const nowMs = Date.now()
    const span = (status: 'up' | 'degraded' | 'down' | 'maintenance', from: number, to: number) => ({
      ...{ componentId: 'kv', status, message: null },
      ...{ startedAtMs: nowMs - from * hourMs, endedAtMs: nowMs - to * hourMs },
    })
    await storeSpans([
      span('up', 24 * 8, 20),
      span('down', 20, 18),
      span('maintenance', 18, 12),
      span('degraded', 12, 11),
      // Two hours during which nobody looked.
      span('up', 9, 1),
    ])
    writeBoard([at('up', new Date(nowMs - hourMs))])
    const { components } = await readComponentUptime(barRanges[0], () => nowMs)
    // 24 h: 4 up, 2 down, 6 maintenance, 1 degraded, 2 unknown, 8 + 1 up.
    expect(components[0]).toMatchObject({
      upRatio: Math.floor((14 / 16) * 1e6) / 1e6,
      downSeconds: 2 * 3_600,
      knownRatio: Math.floor((22 / 24) * 1e4) / 1e4,
    })
    const secondsOf = (part: 1 | 2 | 3) => components[0]!.bars.reduce((sum, bar) => sum + Number(bar?.[part] ?? 0), 0)
    expect([secondsOf(1), secondsOf(2), secondsOf(3)].map((seconds) => Math.round(seconds / 60))).toEqual([
      120, 360, 120,
    ])
    const week = await readComponentUptime(barRanges[1], () => nowMs)
    expect(week.components[0]?.upRatio).toBeCloseTo((7 * 24 - 8 - 2) / (7 * 24 - 8), 4)
    expect(week.fromMs % (3 * hourMs)).toBe(0)
    expect(nowMs - week.fromMs).toBeLessThan(7 * dayMs)
  })
})
