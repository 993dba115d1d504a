import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { enqueueNotice } from '@/lib/ops/alerts/delivery/enqueue-notice'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser, type TestUser } from '@/lib/testing/factories'
import { testNotice } from '@/lib/testing/notices'
import { type RecordingWebServer, startRecordingWebServer } from '@/lib/testing/recording-web-server'
import { GET as listDeliveries } from '../deliveries/route'
import { POST as resend } from '../outbox/[outboxId]/resend/route'
import { GET as listOutbox } from '../outbox/route'
import { DELETE, PATCH } from './[channelId]/route'
import { POST as test } from './[channelId]/test/route'
import { GET, POST } from './route'

useDatabase()
let admin: TestUser
let web: RecordingWebServer
beforeAll(async () => {
  admin = await insertUser({ role: 'admin' })
  web = await startRecordingWebServer()
})
afterAll(() => web.stop())
beforeEach(() => getPool().query('TRUNCATE outbox, deliveries, alert_channels, channel_states'))

const settings = () => ({ kind: 'ntfy', serverUrl: web.url, topic: 'ops', token: 'tk_very_secret' })
const create = async (more = {}) => {
  const body = { name: 'Phones', settings: settings(), ...more }
  const response = await callRoute(POST, { as: admin, method: 'POST', body })
  expect(response.status).toBe(201)
  return response.json()
}
const list = async () => (await callRoute(GET, { as: admin })).json()

describe('channels', () => {
  it('are for admins: to anyone else they do not exist', async () => {
    const editor = await insertUser()
    const params = { channelId: 'email', outboxId: 'x'.repeat(20) }
    for (const as of [null, editor]) {
      const refusals = await Promise.all([
        callRoute(GET, { as }),
        callRoute(POST, { as, method: 'POST', body: { name: 'a', settings: settings() } }),
        callRoute(PATCH, { as, method: 'PATCH', params, body: {} }),
        callRoute(DELETE, { as, method: 'DELETE', params }),
        callRoute(test, { as, method: 'POST', params }),
        callRoute(listDeliveries, { as }),
        callRoute(listOutbox, { as }),
        callRoute(resend, { as, method: 'POST', params }),
      ])
      expect(new Set(refusals.map(({ status }) => status))).toEqual(new Set([as ? 404 : 401]))
    }
  })

  it('are made and listed without their secrets, which are not in the database either', async () => {
    const made = await create()
    expect(made).toMatchObject({
      name: 'Phones',
      kind: 'ntfy',
      origin: 'admin',
      target: `ops at ${new URL(web.url).host}`,
      minimumSeverity: 'warning',
      enabled: true,
      status: 'unknown',
    })
    expect(await list()).toEqual({ items: [made] })
    const { rows } = await getPool().query('SELECT * FROM alert_channels')
    expect(JSON.stringify([made, rows])).not.toMatch(/tk_very_secret|127\.0\.0\.1:\d+\/.|"token"/)
  })

  it('are changed in part, and keep the rest', async () => {
    const { id } = await create()
    const change = (body: object) => callRoute(PATCH, { as: admin, method: 'PATCH', params: { channelId: id }, body })
    expect(await (await change({ enabled: false, minimumSeverity: 'critical' })).json()).toMatchObject({
      name: 'Phones',
      enabled: false,
      minimumSeverity: 'critical',
      target: `ops at ${new URL(web.url).host}`,
    })
    const slack = { kind: 'slack', webhookUrl: 'https://hooks.example.org/services/T/B/x' }
    expect(await (await change({ settings: slack })).json()).toMatchObject({
      kind: 'slack',
      target: 'hooks.example.org',
      enabled: false,
    })
  })

  it('say what is wrong with what was given', async () => {
    const faulty = [
      { kind: 'ntfy', serverUrl: 'ftp://x', topic: 'ops' },
      { kind: 'slack', webhookUrl: 'https://me:secret@hooks.example.org/' },
      { kind: 'webhook', url: web.url, secret: 'short' },
      { kind: 'email', to: ['nobody'] },
      { kind: 'email', to: ['ann@example.org\r\nBcc: all@example.org'] },
      { kind: 'telegram', botToken: '../1:x', chatId: '1' },
      { kind: 'pager' },
    ]
    for (const one of faulty) {
      const response = await callRoute(POST, { as: admin, method: 'POST', body: { name: 'x', settings: one } })
      expect(await readRefusal(response)).toEqual([422, 'invalid_input'])
    }
    const named = await callRoute(POST, { as: admin, method: 'POST', body: { name: 'a\nb', settings: settings() } })
    expect(named.status).toBe(422)
  })

  it('are deleted, and are gone', async () => {
    const { id } = await create()
    const remove = () => callRoute(DELETE, { as: admin, method: 'DELETE', params: { channelId: id } })
    expect((await remove()).status).toBe(204)
    expect(await list()).toEqual({ items: [] })
    expect(await readRefusal(await remove())).toEqual([404, 'not_found'])
  })

  it('of the environment are listed and tested, and changed there only', async () => {
    vi.stubEnv('ALERT_SLACK_ENABLED', 'true')
    vi.stubEnv('ALERT_SLACK_WEBHOOK_URL', `${web.url}/services/secret`)
    forget('env')
    const params = { channelId: 'slack' }
    try {
      expect((await list()).items).toMatchObject([
        { id: 'slack', origin: 'environment', target: new URL(web.url).host },
      ])
      const changed = await callRoute(PATCH, { as: admin, method: 'PATCH', params, body: { enabled: false } })
      expect(await readRefusal(changed)).toEqual([409, 'conflict'])
      expect((await callRoute(DELETE, { as: admin, method: 'DELETE', params })).status).toBe(409)
      expect(await (await callRoute(test, { as: admin, method: 'POST', params })).json()).toMatchObject({
        delivered: true,
      })
    } finally {
      vi.unstubAllEnvs()
      forget('env')
    }
  })
})

it('a test shows what the other side answered', async () => {
  const { id } = await create()
  const send = async () => (await callRoute(test, { as: admin, method: 'POST', params: { channelId: id } })).json()
  expect(await send()).toEqual({ delivered: true, answer: '200: ok', durationMs: expect.any(Number) })
  expect(JSON.parse(web.requests.at(-1)!.body)).toMatchObject({ topic: 'ops', title: 'TEST: Test of this channel' })
  web.answer = (response) => response.writeHead(403).end('no such topic')
  expect(await send()).toMatchObject({ delivered: false, answer: '403: no such topic' })
  expect((await list()).items).toMatchObject([
    { lastAnswer: '403: no such topic', lastDeliveredAt: expect.any(String) },
  ])
})

it('what was given up is listed and sent again', async () => {
  const { id } = await create()
  await getDb().$transaction((tx) => enqueueNotice(tx, testNotice()))
  await getPool().query(`UPDATE outbox SET status = 'dead', attempts = 15, last_fault = '500', ended_at = now()`)
  const deliveries = async (query = '') => (await callRoute(listDeliveries, { as: admin, path: `/api${query}` })).json()
  const [dead] = (await deliveries('?status=dead')).items
  expect(dead).toMatchObject({ channelId: id, status: 'dead', subject: 'CRITICAL ALERT: Database Down' })
  const outbox = await (await callRoute(listOutbox, { as: admin })).json()
  expect(outbox.items).toMatchObject([{ id: dead.outboxId, topic: 'alert-notice', lastFault: '500' }])
  expect(JSON.stringify(outbox)).not.toContain('Database')
  const again = () => callRoute(resend, { as: admin, method: 'POST', params: { outboxId: dead.outboxId } })
  expect(await (await again()).json()).toMatchObject({ status: 'waiting', attempts: 0 })
  expect((await deliveries()).items).toMatchObject([{ status: 'waiting' }])
  expect(await readRefusal(await again())).toEqual([409, 'conflict'])
})

it('deliveries come page by page', async () => {
  await create()
  for (const id of ['a', 'b', 'c']) await getDb().$transaction((tx) => enqueueNotice(tx, testNotice({ id })))
  const page = async (query: string) =>
    (await callRoute(listDeliveries, { as: admin, path: `/api?limit=2${query}` })).json()
  const first = await page('')
  const second = await page(`&cursor=${first.nextCursor}`)
  const ids = [first, second].map(({ items }) => items.map(({ noticeId }: { noticeId: string }) => noticeId))
  expect([ids, first.total, second.nextCursor]).toEqual([[['c', 'b'], ['a']], 3, null])
  expect((await callRoute(listDeliveries, { as: admin, path: '/api?cursor=made-up' })).status).toBe(422)
})
