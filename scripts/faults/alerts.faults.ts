import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { insertSession, insertUser } from '@/lib/testing/factories'
import { type RecordingMailServer, startRecordingMailServer } from '@/lib/testing/recording-mail-server'
import { type RecordingWebServer, startRecordingWebServer } from '@/lib/testing/recording-web-server'
import { sessionCookie } from '@/lib/testing/sign-in'
import { waitFor } from '@/lib/testing/wait-for'
import { startWorld, type World } from './world'

const listSchema = z.object({
  alerts: z.array(
    z.object({
      alert_id: z.string(),
      status: z.enum(['active', 'resolved']),
      acknowledged_at: z.string().nullable(),
      escalation_count: z.number(),
      down_duration_seconds: z.number(),
    }),
  ),
})
const incidentsSchema = z.object({
  incidents: z.array(z.object({ status: z.string(), events: z.array(z.object({ kind: z.string() })) })),
})
const checksSchema = z.object({
  items: z.array(z.object({ id: z.string(), status: z.string(), uptime_24h_percent: z.number().nullable() })),
})

const patience = { timeoutMs: 45_000, everyMs: 50 }

let world: World
let mail: RecordingMailServer
let slack: RecordingWebServer
let hook: RecordingWebServer
let cookie = ''

beforeAll(async () => {
  mail = await startRecordingMailServer()
  slack = await startRecordingWebServer()
  hook = await startRecordingWebServer()
  world = await startWorld({
    whole: true,
    drawers: 0,
    processes: 2,
    env: {
      ALERT_CHECK_INTERVAL_SECONDS: '1',
      ALERT_SERVICE_DOWN_THRESHOLD_SECONDS: '2',
      ALERT_ESCALATION_INTERVAL_SECONDS: '4',
      ALERT_EMAIL_ENABLED: 'true',
      ALERT_EMAIL_TO: 'oncall@example.org',
      ALERT_SLACK_ENABLED: 'true',
      ALERT_SLACK_WEBHOOK_URL: `${slack.url}/hook`,
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(mail.port),
    },
  })
  cookie = await world.withDatabase(async () => {
    const admin = await insertUser({ role: 'admin', name: 'Ann' })
    return sessionCookie((await insertSession({ userId: admin.id })).id)
  })
  const settings = { kind: 'webhook', url: `${hook.url}/alerts`, secret: 'a secret between the two' }
  const made = await ask(0, '/api/alert-channels', { name: 'Pager', settings })
  expect(made.status).toBe(201)
})
afterAll(async () => {
  await world?.stop()
  await mail?.stop()
  await slack?.stop()
  await hook?.stop()
})

const listSubjects = (about: string): string[] =>
  mail.mails.flatMap(({ text }) => /^Subject: (.*)$/m.exec(text)?.[1] ?? []).filter((line) => line.includes(about))
/** How often the two others were told of it. */
const countPosts = (about: string): number[] =>
  [slack, hook].map(({ requests }) => requests.filter(({ body }) => body.includes(about)).length)

/** With a body it is a POST. */
async function ask(index: number, path: string, body?: object, method = 'POST'): Promise<Response> {
  return fetch(`${world.apps[index]?.url}${path}`, {
    method: body ? method : 'GET',
    headers: { cookie, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(10_000),
  })
}

const statusSchema = z.object({
  headline: z.string(),
  incidents: z.array(z.object({ title: z.string(), status: z.string() })),
})
const readStatus = async (index: number) => statusSchema.parse(await (await ask(index, '/status.json')).json())

async function publishStatus(): Promise<void> {
  const components = [{ id: 'database', name: 'Storage' }]
  const settings = { enabled: true, title: 'Acme', components, publishIncidents: true }
  expect((await ask(0, '/api/status/settings', settings, 'PUT')).status).toBe(200)
  for (const index of [0, 1]) await waitFor('the public page', async () => (await ask(index, '/status')).ok, patience)
}

/** By whoever is signed in too: nobody is asked who they are. */
async function assertStatusAnswers(index: number): Promise<void> {
  const isTold = async () => (await readStatus(index)).headline === 'Storage is down'
  await waitFor('the page to say so', isTold, patience)
  const tookMs: number[] = []
  for (let asked = 0; asked < 21; asked++) {
    const startMs = performance.now()
    const answer = await ask(index, '/status')
    const text = await answer.text()
    tookMs.push(performance.now() - startMs)
    expect([answer.status, text.includes('Storage is down')]).toEqual([200, true])
  }
  tookMs.sort((a, b) => a - b)
  console.log(`/status without PostgreSQL: ${tookMs[10]?.toFixed(1)} ms (median), ${tookMs[20]?.toFixed(1)} ms at most`)
  expect(tookMs[10]).toBeLessThan(50)
}

const untilOthersHeard = (about: string, times: number) =>
  waitFor('the others to be told as often', () => countPosts(about).every((count) => count === times), patience)

async function findAlert(index: number, alertId: string) {
  const answer = await ask(index, '/alerts')
  if (!answer.ok) return null
  return listSchema.parse(await answer.json()).alerts.find(({ alert_id }) => alert_id === alertId) ?? null
}

/** Which of the processes evaluates: the one that has, since it started. */
async function findEvaluator(): Promise<number> {
  const counts = await Promise.all(
    world.apps.map(async ({ url }) => {
      const text = await (await fetch(`${url}/metrics`)).text()
      return Number(/^autograph_alert_evaluation_duration_seconds_count (\d+)/m.exec(text)?.[1] ?? 0)
    }),
  )
  expect(counts.filter((count) => count > 0)).toHaveLength(1)
  return counts.findIndex((count) => count > 0)
}

const listEvents = async (index: number, alertId: string) => {
  const { incidents } = incidentsSchema.parse(await (await ask(index, `/api/alerts/${alertId}`)).json())
  return incidents.map(({ status, events }) => `${status}: ${events.map(({ kind }) => kind).join(' ')}`)
}

async function findCheck(index: number, id: string) {
  const answer = await ask(index, '/api/checks')
  return answer.ok ? checksSchema.parse(await answer.json()).items.find((item) => item.id === id) : undefined
}

describe('alerts, from a fault to its end', () => {
  it('a Redis that stops is told, escalated by another process after a kill, acknowledged, and over', async () => {
    const first = await waitFor('somebody to evaluate', () => findEvaluator().catch(() => null), patience).then(Number)
    const second = 1 - first
    const startMs = performance.now()
    await world.redis?.stop()
    await waitFor('the alert', async () => (await findAlert(second, 'service_down_kv'))?.status === 'active', patience)
    await waitFor('the mail', () => listSubjects('Key-value store').length > 0, patience)
    console.log(`told ${Math.round(performance.now() - startMs)} ms after Redis was killed`)
    expect(listSubjects('Key-value store')).toEqual(['CRITICAL ALERT: Key-value store Down'])
    expect(mail.mails[0]?.to).toEqual(['oncall@example.org'])

    await world.apps[first]?.kill()
    const killedMs = performance.now()
    await waitFor('the other process to escalate', () => listSubjects('Key-value store').length > 1, patience)
    console.log(`escalated ${Math.round(performance.now() - killedMs)} ms after the evaluating process was killed`)
    expect(performance.now() - killedMs).toBeLessThan(60_000)
    const acknowledged = await ask(second, '/api/alerts/service_down_kv/acknowledge', {})
    expect([acknowledged.status, await acknowledged.json()]).toMatchObject([
      200,
      { acknowledged_at: expect.any(String) },
    ])
    // One may have been under way.
    const escalations = (await findAlert(second, 'service_down_kv'))?.escalation_count ?? 0

    await world.restart(first)
    await world.restart(second)
    await world.redis?.start()
    await waitFor('its end', async () => (await findAlert(first, 'service_down_kv'))?.status === 'resolved', patience)
    await waitFor('the mail of its end', () => listSubjects('Key-value store').length >= escalations + 2, patience)
    const subjects = listSubjects('Key-value store')
    expect(subjects).toHaveLength(escalations + 2)
    expect(subjects.filter((line) => line === 'CRITICAL ALERT: Key-value store Down')).toHaveLength(1)
    await untilOthersHeard('Key-value store', subjects.length)
    expect(hook.requests[0]?.headers).toHaveProperty('x-autograph-signature')
    const [incident] = await listEvents(first, 'service_down_kv')
    expect(incident).toMatch(/^resolved: triggered told (escalated )+acknowledged recovering resolved$/)
    const kv = await findCheck(first, 'kv')
    expect(kv?.status).toBe('up')
    // It was down for seconds of about a minute, and the database, of which nobody heard anything, never.
    expect(kv?.uptime_24h_percent).toBeGreaterThan(0)
    expect(kv?.uptime_24h_percent).toBeLessThan(99)
    expect((await findCheck(first, 'database'))?.uptime_24h_percent).toBe(100)
  })

  it('a PostgreSQL that stops is told at once, its end afterwards, nobody twice, and history is complete', async () => {
    const evaluator = await waitFor('somebody to evaluate', () => findEvaluator().catch(() => null), patience).then(
      Number,
    )
    await publishStatus()
    await world.postgres?.stop()
    await waitFor('the mail', () => listSubjects('Database').length > 0, patience)
    for (const index of [0, 1]) await assertStatusAnswers(index)
    expect(await findAlert(evaluator, 'service_down_database')).toMatchObject({ status: 'active' })
    expect(await (await ask(evaluator, '/health')).json()).toMatchObject({ checks: { database: { status: 'down' } } })
    const resolvedBefore = mail.mails.length
    await world.postgres?.start()
    await waitFor(
      'the mail of its end',
      () => listSubjects('Database').some((line) => /resolved/i.test(line)),
      patience,
    )
    expect(mail.mails.length).toBeGreaterThan(resolvedBefore)
    const incidents = await waitFor(
      'the history',
      async () => {
        const lines = await listEvents(0, 'service_down_database').catch(() => [])
        return lines[0]?.startsWith('resolved') ? lines : null
      },
      patience,
    )
    expect(incidents).toHaveLength(1)
    expect(incidents[0]).toMatch(/^resolved: triggered told (escalated )*recovering resolved$/)
    const subjects = listSubjects('Database')
    expect(subjects.filter((line) => line === 'CRITICAL ALERT: Database Down')).toHaveLength(1)
    expect(subjects.filter((line) => /resolved/i.test(line))).toHaveLength(1)
    await untilOthersHeard('Database Down', subjects.length)
    const told = { title: 'Problem with Storage', status: 'resolved' }
    for (const index of [0, 1]) {
      await waitFor('the incident', async () => (await readStatus(index)).incidents[0]?.status === 'resolved', patience)
      expect(await readStatus(index)).toMatchObject({ headline: 'All systems normal', incidents: [told] })
    }
  })
})
