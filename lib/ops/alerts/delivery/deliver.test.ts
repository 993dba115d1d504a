import { fork } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { useDelivery } from '@/lib/testing/delivery-fixture'
import { testAlert, testNotice } from '@/lib/testing/notices'
import type { RecordedRequest, RecordingWebServer } from '@/lib/testing/recording-web-server'
import { waitFor } from '@/lib/testing/wait-for'
import { listChannelStates } from './list-channel-states'

const delivery = useDelivery()
const idOf = ({ body }: RecordedRequest) => JSON.parse(body).id

describe('a notice', () => {
  it('goes through every channel, once, however often it is handed over', async () => {
    delivery.stubEnv({
      ...{ ALERT_EMAIL_ENABLED: 'true', ALERT_EMAIL_TO: 'ann@example.org, Ben <ben@example.org>' },
      ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(delivery.mail.port), ALERT_EMAIL_FROM: 'alerts@example.org' },
      ...{ ALERT_SLACK_ENABLED: 'true', ALERT_SLACK_WEBHOOK_URL: `${delivery.web.url}/slack` },
    })
    await delivery.insertChannel({ kind: 'discord', webhookUrl: `${delivery.web.url}/discord` })
    await delivery.insertChannel({ kind: 'teams', webhookUrl: `${delivery.web.url}/teams` })
    await delivery.insertChannel({
      kind: 'telegram',
      serverUrl: delivery.web.url,
      botToken: `1:${'x'.repeat(30)}`,
      chatId: '-42',
    })
    await delivery.insertChannel({
      kind: 'ntfy',
      serverUrl: `${delivery.web.url}/ntfy/`,
      topic: 'ops',
      token: 'tk_secret',
    })
    await delivery.insertWebhook()
    delivery.start()
    await Promise.all(Array.from({ length: 20 }, () => delivery.enqueue(testNotice())))
    const rows = await delivery.untilStatus(...Array.from({ length: 7 }, () => 'delivered'))
    await delivery.enqueue(testNotice())
    expect(delivery.web.requests.map(({ path }) => path).sort()).toEqual(
      ['/slack', '/discord', '/teams', `/bot1:${'x'.repeat(30)}/sendMessage`, '/ntfy/', '/hook'].sort(),
    )
    expect(delivery.mail.mails).toMatchObject([
      { from: 'alerts@example.org', to: ['ann@example.org', 'ben@example.org'] },
    ])
    expect(delivery.mail.mails[0]?.text).toMatch(/^Subject: CRITICAL ALERT: Database Down\r$/m)
    expect(rows.map(({ lastAnswer }) => lastAnswer).sort()).toEqual([
      ...Array.from({ length: 6 }, () => '200: ok'),
      '250 taken as number 7',
    ])
    const byPath = (path: string) => delivery.web.requests.find((request) => request.path.startsWith(path))!
    expect(byPath('/ntfy').headers.authorization).toBe('Bearer tk_secret')
    expect(JSON.parse(byPath('/ntfy').body).topic).toBe('ops')
    expect(JSON.parse(byPath('/bot').body).chat_id).toBe('-42')
  })

  it('is signed, so that a receiver knows whom it is from, and named, so that it knows it again', async () => {
    const channelId = await delivery.insertWebhook()
    delivery.start()
    await delivery.enqueue(testNotice())
    await delivery.untilStatus('delivered')
    const [{ headers, body }] = delivery.web.requests as [RecordedRequest]
    const signed = `${headers['x-autograph-timestamp']}.${body}`
    const expected = createHmac('sha256', 'a secret of the channel').update(signed).digest('hex')
    expect(headers['x-autograph-signature']).toBe(`v1=${expected}`)
    expect(Math.abs(Date.now() / 1_000 - Number(headers['x-autograph-timestamp']))).toBeLessThan(10)
    expect(headers['idempotency-key']).toBe(`notice1:${channelId}`)
  })

  it('goes where its severity is told, not where it is switched off, and not through the channel it is about', async () => {
    const [critical, all, off] = [
      await delivery.insertWebhook({ minimumSeverity: 'critical' }),
      await delivery.insertWebhook({ minimumSeverity: 'info' }),
      await delivery.insertWebhook({ enabled: false }),
    ]
    const alerts = [testAlert({ severity: 'warning' }), testAlert({ alertId: 'x', serviceId: `channel_${all}` })]
    await delivery.enqueue(testNotice({ alerts }))
    const rows = await delivery.listRows()
    const told = Object.fromEntries(rows.map(({ channelId }) => [channelId, true]))
    expect(told).toEqual({ [critical]: true, [all]: true })
    expect(off in told).toBe(false)
    delivery.start()
    await delivery.untilStatus('delivered', 'delivered')
    expect(
      delivery.web.requests.map(({ body }) =>
        JSON.parse(body).alerts.map((alert: { alert_id: string }) => alert.alert_id),
      ),
    ).toEqual(expect.arrayContaining([['x'], ['service_down_database']]))
  })

  it('is dropped for a channel that is gone or off by then', async () => {
    const gone = await delivery.insertWebhook()
    await delivery.enqueue(testNotice())
    await getDb().alertChannel.delete({ where: { id: gone } })
    delivery.start()
    const [row] = await delivery.untilStatus('dropped')
    expect([row?.lastAnswer, delivery.web.requests]).toEqual(['the channel is gone', []])
  })
})

describe('the other side', () => {
  it('that refuses, fails, limits, redirects or hangs up is tried again, and its answer is kept', async () => {
    await delivery.insertWebhook()
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
    // Each attempt waits for its answer, so that none runs ahead of what is looked at here.
    const asking: Parameters<RecordingWebServer['answer']>[0][] = []
    delivery.web.answer = (response) => asking.push(response)
    delivery.start()
    await delivery.enqueue(testNotice())
    for (const [index, [answer, said]] of answers.entries()) {
      const response = await waitFor(`attempt ${index + 1}`, async () => {
        await getPool().query(`UPDATE outbox SET next_try_at = now() WHERE claim IS NULL AND status = 'waiting'`)
        return asking[index]
      })
      answer(response)
      const row = await waitFor(`the answer to attempt ${index + 1}`, async () =>
        (await delivery.listRows()).find(({ attempts }) => attempts === index + 1),
      )
      expect(row.lastAnswer).toMatch(said)
      if (index !== 1 && index !== 2) continue
      const wait = await waitFor('the next try', async () => {
        const { rows } = await getPool().query(
          'SELECT claim, extract(epoch FROM next_try_at - now())::float8 AS s FROM outbox',
        )
        return rows[0].claim === null ? { seconds: rows[0].s } : null
      })
      expect(wait.seconds).toBeGreaterThan(index === 1 ? 85 : 58)
    }
    await delivery.untilStatus('delivered')
    expect(delivery.web.requests).toHaveLength(answers.length)
    expect(new Set(delivery.web.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  })

  it('that is down is failing until it is back, and then gets everything', async () => {
    const channelId = await delivery.insertWebhook()
    delivery.start()
    await delivery.web.stop()
    await delivery.enqueue(testNotice())
    const failing = await waitFor('to be failing', async () => {
      await getPool().query(`UPDATE outbox SET next_try_at = now() WHERE claim IS NULL AND status = 'waiting'`)
      return (await listChannelStates()).find(({ status }) => status === 'failing')
    })
    expect(failing).toMatchObject({ channelId, componentId: `channel_${channelId}`, lastAnswer: 'ECONNREFUSED' })
    expect(failing.failingSince).toBeInstanceOf(Date)
    await delivery.web.start()
    await getPool().query(`UPDATE outbox SET next_try_at = now() WHERE claim IS NULL`)
    await delivery.untilStatus('delivered')
    expect(await listChannelStates()).toMatchObject([{ status: 'working', failures: 0, failingSince: null }])
  })

  it('hears nothing of a beginning after the end', async () => {
    await delivery.insertWebhook()
    await delivery.enqueue(testNotice({ id: 'first' }))
    await getPool().query(`UPDATE outbox SET next_try_at = now() + interval '1 hour'`)
    await delivery.enqueue(testNotice({ id: 'second', kind: 'resolved', at: '2026-03-10T12:09:00.000Z' }))
    delivery.start()
    await delivery.untilStatus('waiting', 'delivered')
    await getPool().query(`UPDATE outbox SET next_try_at = now() WHERE status = 'waiting'`)
    const rows = await delivery.untilStatus('dropped', 'delivered')
    expect(rows.find(({ status }) => status === 'dropped')?.lastAnswer).toBe('a later notice was delivered before it')
    expect(delivery.web.requests.map(idOf)).toEqual(['second'])
  })

  it('is not shown what opens it when it says that back', async () => {
    await delivery.insertChannel({
      kind: 'telegram',
      serverUrl: delivery.web.url,
      botToken: `1:${'x'.repeat(30)}`,
      chatId: '-42',
    })
    delivery.web.answer = (response, { path }) => response.writeHead(404).end(`no such path: ${path}`)
    delivery.start()
    await delivery.enqueue(testNotice())
    const answer = await waitFor('an answer', async () => (await delivery.listRows())[0]?.lastAnswer)
    expect(answer).toBe('404: no such path: /bot[redacted]/sendMessage')
  })
})

it('is sent again, under the same name, when the process is killed before it can write down that it was sent', async () => {
  const channelId = await delivery.insertWebhook()
  await delivery.enqueue(testNotice())
  const child = fork(fileURLToPath(new URL('../../../testing/deliver-and-die.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: delivery.database.url },
  })
  delivery.stops.push(async () => void child.kill('SIGKILL'))
  const [, signal] = await once(child, 'exit')
  expect([signal, delivery.web.requests.length]).toEqual(['SIGKILL', 1])
  expect(await delivery.listRows()).toMatchObject([{ status: 'waiting', attempts: 0 }])
  delivery.start()
  // The one that is gone keeps it for as long as its lease is.
  await getPool().query('UPDATE outbox SET next_try_at = now()')
  await delivery.untilStatus('delivered')
  expect(delivery.web.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
    `notice1:${channelId}`,
    `notice1:${channelId}`,
  ])
})

it('cannot be sent when the secret that sealed the channel has changed, and says so', async () => {
  await delivery.insertWebhook()
  delivery.stubEnv({ AUTH_SECRET: 'another secret that is long enough' })
  await delivery.enqueue(testNotice())
  delivery.start()
  const row = await waitFor('an answer', async () => (await delivery.listRows()).find(({ lastAnswer }) => lastAnswer))
  expect(row.lastAnswer).toMatch(/AUTH_SECRET has changed; enter them again/)
})
