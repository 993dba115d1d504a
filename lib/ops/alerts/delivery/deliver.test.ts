import { fork } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '@/lib/core/ids'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { startOutbox } from '@/lib/platform/outbox/start-outbox'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { testAlert, testNotice } from '@/lib/testing/notices'
import { type RecordingMailServer, startRecordingMailServer } from '@/lib/testing/recording-mail-server'
import {
  type RecordedRequest,
  type RecordingWebServer,
  startRecordingWebServer,
} from '@/lib/testing/recording-web-server'
import { waitFor } from '@/lib/testing/wait-for'
import type { AlertNotice } from '../notice'
import { sealSettings } from './channel-settings-seal'
import { deliverDirectly, recordDirectNotices } from './deliver-directly'
import { deliverNotice } from './deliver-notice'
import { listDeliveryRows } from './deliveries'
import { enqueueNotice } from './enqueue-notice'
import { listChannelStates } from './list-channel-states'
import { listChannels } from './list-channels'
import { noticeTopic } from './notice-topic'
import type { ChannelSettings } from './schema'
import { sendHeartbeat } from './send-heartbeat'

const database = useDatabase()
let web: RecordingWebServer
let mail: RecordingMailServer
const stops: (() => Promise<void>)[] = []

beforeAll(async () => {
  web = await startRecordingWebServer()
  mail = await startRecordingMailServer()
  const messages = getProcessMessages()
  messages.subscribe('other', () => {})
  await waitFor('to listen', () => messages.listeningSinceMs)
})
afterAll(async () => {
  await web.stop()
  await mail.stop()
})
beforeEach(async () => {
  await getPool().query('TRUNCATE outbox, deliveries, alert_channels, channel_states')
  forget('alerts.directDeliveries')
  forget('alerts.directNotices')
  forget('resilience.guards')
  web.requests = []
  mail.mails = []
  web.answer = (response) => response.end('ok')
  mail.take = () => {}
})
afterEach(async () => {
  vi.unstubAllEnvs()
  forget('env')
  for (const stop of stops.splice(0)) await stop()
})

function stubEnv(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value)
  forget('env')
}
const startDelivering = () => {
  const stop = startOutbox({ [noticeTopic]: deliverNotice }, { lookEveryMs: 50, stopWithinMs: 100, random: () => 0 })
  stops.push(stop)
  return stop
}
const enqueue = (notice: AlertNotice) => getDb().$transaction((tx) => enqueueNotice(tx, notice))
const insertChannel = async (settings: ChannelSettings, more: { minimumSeverity?: string; enabled?: boolean } = {}) => {
  const id = newId<string>()
  const row = { id, name: settings.kind, kind: settings.kind, minimumSeverity: 'warning', ...more }
  await getDb().alertChannel.create({ data: { ...row, sealedSettings: sealSettings(settings) } })
  return id
}
const insertWebhook = (more = {}) =>
  insertChannel({ kind: 'webhook', url: `${web.url}/hook`, secret: 'a secret of the channel' }, more)
const listRows = async () => (await listDeliveryRows({ status: 'all', limit: 50, after: null })).rows
const untilStatus = (...expected: string[]) =>
  waitFor(`deliveries to be ${expected}`, async () => {
    const rows = await listRows()
    return rows
      .map(({ status }) => status)
      .sort()
      .join() === [...expected].sort().join()
      ? rows
      : null
  })
const idOf = ({ body }: RecordedRequest) => JSON.parse(body).id

describe('a notice', () => {
  it('goes through every channel, once, however often it is handed over', async () => {
    stubEnv({
      ...{ ALERT_EMAIL_ENABLED: 'true', ALERT_EMAIL_TO: 'ann@example.org, Ben <ben@example.org>' },
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(mail.port), ALERT_EMAIL_FROM: 'alerts@example.org' },
      ...{ ALERT_SLACK_ENABLED: 'true', ALERT_SLACK_WEBHOOK_URL: `${web.url}/slack` },
    })
    await insertChannel({ kind: 'discord', webhookUrl: `${web.url}/discord` })
    await insertChannel({ kind: 'teams', webhookUrl: `${web.url}/teams` })
    await insertChannel({ kind: 'telegram', serverUrl: web.url, botToken: `1:${'x'.repeat(30)}`, chatId: '-42' })
    await insertChannel({ kind: 'ntfy', serverUrl: `${web.url}/ntfy/`, topic: 'ops', token: 'tk_secret' })
    await insertWebhook()
    startDelivering()
    await Promise.all(Array.from({ length: 20 }, () => enqueue(testNotice())))
    const rows = await untilStatus(...Array.from({ length: 7 }, () => 'delivered'))
    await enqueue(testNotice())
    expect(web.requests.map(({ path }) => path).sort()).toEqual(
      ['/slack', '/discord', '/teams', `/bot1:${'x'.repeat(30)}/sendMessage`, '/ntfy/', '/hook'].sort(),
    )
    expect(mail.mails).toMatchObject([{ from: 'alerts@example.org', to: ['ann@example.org', 'ben@example.org'] }])
    expect(mail.mails[0]?.text).toMatch(/^Subject: CRITICAL ALERT: Database Down\r$/m)
    expect(rows.map(({ lastAnswer }) => lastAnswer).sort()).toEqual([
      ...Array.from({ length: 6 }, () => '200: ok'),
      '250 taken as number 7',
    ])
    const byPath = (path: string) => web.requests.find((request) => request.path.startsWith(path))!
    expect(byPath('/ntfy').headers.authorization).toBe('Bearer tk_secret')
    expect(JSON.parse(byPath('/ntfy').body).topic).toBe('ops')
    expect(JSON.parse(byPath('/bot').body).chat_id).toBe('-42')
  })

  it('is signed, so that a receiver knows whom it is from, and named, so that it knows it again', async () => {
    const channelId = await insertWebhook()
    startDelivering()
    await enqueue(testNotice())
    await untilStatus('delivered')
    const [{ headers, body }] = web.requests as [RecordedRequest]
    const signed = `${headers['x-autograph-timestamp']}.${body}`
    const expected = createHmac('sha256', 'a secret of the channel').update(signed).digest('hex')
    expect(headers['x-autograph-signature']).toBe(`v1=${expected}`)
    expect(Math.abs(Date.now() / 1_000 - Number(headers['x-autograph-timestamp']))).toBeLessThan(10)
    expect(headers['idempotency-key']).toBe(`notice1:${channelId}`)
  })

  it('goes where its severity is told, not where it is switched off, and not through the channel it is about', async () => {
    const [critical, all, off] = [
      await insertWebhook({ minimumSeverity: 'critical' }),
      await insertWebhook({ minimumSeverity: 'info' }),
      await insertWebhook({ enabled: false }),
    ]
    const alerts = [testAlert({ severity: 'warning' }), testAlert({ alertId: 'x', serviceId: `channel_${all}` })]
    await enqueue(testNotice({ alerts }))
    const rows = await listRows()
    const told = Object.fromEntries(rows.map(({ channelId }) => [channelId, true]))
    expect(told).toEqual({ [critical]: true, [all]: true })
    expect(off in told).toBe(false)
    startDelivering()
    await untilStatus('delivered', 'delivered')
    expect(
      web.requests.map(({ body }) => JSON.parse(body).alerts.map((alert: { alert_id: string }) => alert.alert_id)),
    ).toEqual(expect.arrayContaining([['x'], ['service_down_database']]))
  })

  it('is dropped for a channel that is gone or off by then', async () => {
    const gone = await insertWebhook()
    await enqueue(testNotice())
    await getDb().alertChannel.delete({ where: { id: gone } })
    startDelivering()
    const [row] = await untilStatus('dropped')
    expect([row?.lastAnswer, web.requests]).toEqual(['the channel is gone', []])
  })
})

describe('the other side', () => {
  it('that refuses, fails, limits, redirects or hangs up is tried again, and its answer is kept', async () => {
    await insertWebhook()
    const answers: [(response: Parameters<RecordingWebServer['answer']>[0]) => void, RegExp][] = [
      [(response) => response.writeHead(500).end('it\nbroke'), /^500: it broke$/],
      [(response) => response.writeHead(429, { 'retry-after': '90' }).end('slowly'), /^429: slowly$/],
      [(response) => response.writeHead(429).end('{"retry_after": 61.5}'), /^429: /],
      [
        (response) => response.writeHead(302, { location: 'http://10.0.0.1/x' }).end(),
        /^302: redirects to 10\.0\.0\.1, /,
      ],
      [(response) => response.destroy(), /./],
      [(response) => response.writeHead(400).end('x'.repeat(100_000)), /^400: x{100,494}/],
      [(response) => response.end(), /^200$/],
    ]
    startDelivering()
    await enqueue(testNotice())
    for (const [index, [answer, said]] of answers.entries()) {
      web.answer = answer
      await getPool().query('UPDATE outbox SET next_try_at = now()')
      const [row] = await waitFor(`attempt ${index + 1}`, async () => {
        const rows = await listRows()
        return rows[0]?.attempts === index + 1 && rows[0].nextTryAt?.getTime() !== 0 ? rows : null
      })
      expect(row?.lastAnswer).toMatch(said)
      const wait = await waitFor('the next try', async () => {
        const { rows } = await getPool().query(
          'SELECT claim, extract(epoch FROM next_try_at - now())::float8 AS s FROM outbox',
        )
        return rows[0].claim === null ? { seconds: rows[0].s } : null
      })
      if (index === 1) expect(wait.seconds).toBeGreaterThan(85)
      if (index === 2) expect(wait.seconds).toBeGreaterThan(58)
    }
    await untilStatus('delivered')
    expect(web.requests).toHaveLength(answers.length)
    expect(new Set(web.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  })

  it('that is down is failing until it is back, and then gets everything', async () => {
    const channelId = await insertWebhook()
    startDelivering()
    await web.stop()
    await enqueue(testNotice())
    const failing = await waitFor('to be failing', async () => {
      await getPool().query(`UPDATE outbox SET next_try_at = now() WHERE claim IS NULL AND status = 'waiting'`)
      return (await listChannelStates()).find(({ status }) => status === 'failing')
    })
    expect(failing).toMatchObject({ channelId, componentId: `channel_${channelId}`, lastAnswer: 'ECONNREFUSED' })
    expect(failing.failingSince).toBeInstanceOf(Date)
    await web.start()
    await getPool().query(`UPDATE outbox SET next_try_at = now() WHERE claim IS NULL`)
    await untilStatus('delivered')
    expect(await listChannelStates()).toMatchObject([{ status: 'working', failures: 0, failingSince: null }])
  })

  it('hears nothing of a beginning after the end', async () => {
    await insertWebhook()
    await enqueue(testNotice({ id: 'first' }))
    await getPool().query(`UPDATE outbox SET next_try_at = now() + interval '1 hour'`)
    await enqueue(testNotice({ id: 'second', kind: 'resolved', at: '2026-03-10T12:09:00.000Z' }))
    startDelivering()
    await untilStatus('waiting', 'delivered')
    await getPool().query(`UPDATE outbox SET next_try_at = now() WHERE status = 'waiting'`)
    const rows = await untilStatus('dropped', 'delivered')
    expect(rows.find(({ status }) => status === 'dropped')?.lastAnswer).toBe('a later notice was delivered before it')
    expect(web.requests.map(idOf)).toEqual(['second'])
  })

  it('is not shown what opens it when it says that back', async () => {
    await insertChannel({ kind: 'telegram', serverUrl: web.url, botToken: `1:${'x'.repeat(30)}`, chatId: '-42' })
    web.answer = (response, { path }) => response.writeHead(404).end(`no such path: ${path}`)
    startDelivering()
    await enqueue(testNotice())
    const answer = await waitFor('an answer', async () => (await listRows())[0]?.lastAnswer)
    expect(answer).toBe('404: no such path: /bot[redacted]/sendMessage')
  })
})

it('is sent again, under the same name, when the process is killed before it can write down that it was sent', async () => {
  const channelId = await insertWebhook()
  await enqueue(testNotice())
  const child = fork(fileURLToPath(new URL('../../../testing/deliver-and-die.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: database.url },
  })
  stops.push(async () => void child.kill('SIGKILL'))
  const [, signal] = await once(child, 'exit')
  expect([signal, web.requests.length]).toEqual(['SIGKILL', 1])
  expect(await listRows()).toMatchObject([{ status: 'waiting', attempts: 0 }])
  startDelivering()
  // The one that is gone keeps it for as long as its lease is.
  await getPool().query('UPDATE outbox SET next_try_at = now()')
  await untilStatus('delivered')
  expect(web.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
    `notice1:${channelId}`,
    `notice1:${channelId}`,
  ])
})

it('cannot be sent when the secret that sealed the channel has changed, and says so', async () => {
  await insertWebhook()
  stubEnv({ AUTH_SECRET: 'another secret that is long enough' })
  await enqueue(testNotice())
  startDelivering()
  const row = await waitFor('an answer', async () => (await listRows()).find(({ lastAnswer }) => lastAnswer))
  expect(row.lastAnswer).toMatch(/AUTH_SECRET has changed; enter them again/)
})

describe('while the database is down', () => {
  it('a notice is told at once, written down afterwards, and told to nobody twice', async () => {
    const well = await insertWebhook()
    await insertChannel({ kind: 'slack', webhookUrl: `${web.url}/broken` })
    await listChannels()
    web.answer = (response, { path }) => response.writeHead(path === '/broken' ? 500 : 200).end()
    await deliverDirectly(testNotice())
    await deliverDirectly(testNotice())
    expect(
      web.requests.filter(({ path }) => path === '/hook').map(({ headers }) => headers['idempotency-key']),
    ).toEqual([`notice1:${well}`])
    await recordDirectNotices()
    await enqueue(testNotice())
    web.answer = (response) => response.end('ok')
    startDelivering()
    await untilStatus('delivered', 'delivered')
    expect(web.requests.filter(({ path }) => path === '/hook')).toHaveLength(1)
    expect(web.requests.at(-1)?.path).toBe('/broken')
  })

  it('says when no channel took it', async () => {
    await insertWebhook()
    await listChannels()
    web.answer = (response) => response.writeHead(503).end()
    await expect(deliverDirectly(testNotice())).rejects.toThrow('no channel took the notice')
    await recordDirectNotices()
    expect(await listRows()).toEqual([])
  })
})

it('the heartbeat is sent where somebody listens', async () => {
  expect(await sendHeartbeat()).toBe(false)
  stubEnv({ ALERT_HEARTBEAT_URL: `${web.url}/ping` })
  expect(await sendHeartbeat()).toBe(true)
  expect(web.requests).toMatchObject([{ method: 'GET', path: '/ping' }])
  web.answer = (response) => response.writeHead(500).end()
  expect(await sendHeartbeat()).toBe(false)
})
