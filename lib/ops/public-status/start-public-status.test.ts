import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { answerStatusBadge, answerStatusJson, answerStatusPage } from '@/lib/boot/handlers/public-status'
import type { UserActor } from '@/lib/core/actor'
import { dayMs, hourMs } from '@/lib/core/time'
import type { ComponentStatus } from '@/lib/ops/health/component'
import { writeBoard } from '@/lib/ops/health/component-board'
import { addUpdate } from '@/lib/ops/incidents/add-update'
import { createIncident } from '@/lib/ops/incidents/create-incident'
import { closePool, getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertUser } from '@/lib/testing/factories'
import { waitFor } from '@/lib/testing/wait-for'
import { changePublicStatusSettings } from './change-settings'
import { findPublicStatus } from './current-status'
import type { PublicStatusSettings } from './schema'
import { startPublicStatus } from './start-public-status'

const database = useDatabase()

let folder: string
let actor: UserActor
let stop: () => Promise<void>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autograph-status-'))
  actor = actorFor(await insertUser({ role: 'admin' }))
})
afterAll(() => rm(folder, { recursive: true }))

const path = () => join(folder, 'deep', 'public-status.json')
const set = (status: ComponentStatus) =>
  writeBoard([
    {
      ...{ id: 'database', name: 'PostgreSQL 18', status, since: new Date(), message: 'at 10.0.0.7' },
      ...{ latencyMs: 1, essential: true, dependsOn: [] },
    },
  ])
const settings: PublicStatusSettings = {
  ...{ enabled: true, title: 'Acme', components: [{ id: 'database', name: 'Storage' }], publishIncidents: true },
}
const choose = (given: Partial<PublicStatusSettings> = {}) =>
  changePublicStatusSettings({ actor, settings: { ...settings, ...given } })

beforeEach(() => {
  set('up')
  stop = startPublicStatus({ path: path() })
})
afterEach(async () => {
  await stop()
  await getPool().query('TRUNCATE settings, incidents, incident_updates, incident_alerts, component_spans')
})

const read = async () => (await callRoute(answerStatusJson)).json()
const until = (what: string, condition: () => boolean) => waitFor(what, condition, { timeoutMs: 10_000 })

it('does not exist until an admin says so, and not after they say no', async () => {
  await waitFor('the first reading', async () => (await readdir(folder)).length > 0)
  expect(await readRefusal(await callRoute(answerStatusJson))).toEqual([404, 'not_found'])
  expect((await callRoute(answerStatusPage)).status).toBe(404)
  expect((await callRoute(answerStatusBadge, { params: { badge: 'overall.svg' } })).status).toBe(404)
  await choose()
  await until('it is on', () => findPublicStatus() !== null)
  expect((await callRoute(answerStatusPage)).status).toBe(200)
  for (const badge of ['overall.svg', 'storage.svg'])
    expect((await callRoute(answerStatusBadge, { params: { badge } })).status).toBe(200)
  for (const badge of ['database.svg', 'other.svg', 'storage.png', '../x.svg'])
    expect((await callRoute(answerStatusBadge, { params: { badge } })).status).toBe(404)
  await choose({ enabled: false })
  await until('it is off', () => findPublicStatus() === null)
})

it('tells of components at once, of incidents that are public, and is sent once', async () => {
  const yesterdayMs = Math.floor(Date.now() / dayMs) * dayMs - dayMs
  await getDb().componentSpan.createMany({
    data: [
      { status: 'up' as const, startedAt: 0, endedAt: 6 },
      { status: 'down' as const, startedAt: 6, endedAt: 8 },
      { status: 'maintenance' as const, startedAt: 8, endedAt: 24 },
    ].map(({ status, startedAt, endedAt }) => ({
      ...{ componentId: 'database', status },
      startedAt: new Date(yesterdayMs + startedAt * hourMs),
      endedAt: new Date(yesterdayMs + endedAt * hourMs),
    })),
  })
  await choose()
  await until('it is on', () => findPublicStatus() !== null)
  set('degraded')
  expect(await read()).toMatchObject({
    headline: 'Storage works with difficulty',
    components: [{ name: 'Storage', status: 'degraded', uptime_90d: 0.75 }],
  })
  const line = { impact: 'degraded' as const, status: 'investigating' as const, components: [], publicTitle: null }
  await createIncident({ actor, input: { ...line, title: 'Within', text: 'A secret.', isPublic: false } })
  const shown = await createIncident({ actor, input: { ...line, title: 'Slow', text: 'We look.', isPublic: true } })
  await addUpdate({ actor, incidentId: shown.id, input: { kind: 'note', text: 'A secret.', isPublic: false } })
  await addUpdate({ actor, incidentId: shown.id, input: { kind: 'identified', text: 'The disk.', isPublic: true } })
  await until('the line', () => findPublicStatus()?.incidents[0]?.updates.length === 2)
  const status = await read()
  expect(status.incidents).toMatchObject([
    { title: 'Slow', status: 'identified', updates: [{ text: 'The disk.' }, { text: 'We look.' }] },
  ])
  const page = await callRoute(answerStatusPage)
  const text = await page.text()
  expect(text).toContain('The disk.')
  for (const body of [text, JSON.stringify(status)]) expect(body).not.toMatch(/secret|PostgreSQL|10\.0|"database"/)
  expect(page.headers.get('cache-control')).toMatch(/^public, max-age=15,/)
  const etag = page.headers.get('etag') ?? ''
  expect((await callRoute(answerStatusPage, { headers: { 'if-none-match': etag } })).status).toBe(304)
  set('up')
  expect((await callRoute(answerStatusPage, { headers: { 'if-none-match': etag } })).status).toBe(200)
})

it('is known to a process that starts without the database, and says how old it is', async () => {
  await choose()
  await createIncident({
    actor,
    input: {
      ...{ impact: 'down', status: 'investigating', components: [], publicTitle: null },
      ...{ title: 'Slow', text: 'Kept aside.', isPublic: true },
    },
  })
  await waitFor('the file', async () => (await readFile(path(), 'utf8').catch(() => '')).includes('Kept aside.'))
  await stop()
  await closePool()
  process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/nothing'
  forget('env')
  try {
    set('down')
    const silent = { subscribe: () => async () => {}, onResync: () => () => {} }
    stop = startPublicStatus({ path: path(), messages: silent, now: () => Date.now() + hourMs })
    await until('it is on', () => findPublicStatus() !== null)
    expect(await read()).toMatchObject({ headline: 'Storage is down', incidents: [{ title: 'Slow' }] })
    expect(await (await callRoute(answerStatusPage)).text()).toContain('History, incidents and maintenance are as of')
    expect(await readdir(join(folder, 'deep'))).toEqual(['public-status.json'])
  } finally {
    await closePool()
    process.env.DATABASE_URL = database.url
    forget('env')
  }
})

it('goes on without a file that is broken', async () => {
  await stop()
  await writeFile(path(), '{"settings": {"enabled": true')
  await choose()
  stop = startPublicStatus({ path: path() })
  await until('it is on', () => findPublicStatus() !== null)
})
