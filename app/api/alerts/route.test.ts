import { beforeEach, describe, expect, it } from 'vitest'
import type { AlertDto, AlertListDto } from '@/lib/ops/alerts/schema'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { AlertWorld } from '@/lib/testing/alert-world'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertUser, type TestUser } from '@/lib/testing/factories'
import { DELETE as deleteRule, PATCH as patchRule } from '../alert-rules/[ruleId]/route'
import { GET as getRules, POST as postRule } from '../alert-rules/route'
import { DELETE as endSilence } from '../silences/[silenceId]/route'
import { POST as previewSilence } from '../silences/preview/route'
import { GET as getSilences, POST as postSilence } from '../silences/route'
import { POST as acknowledge } from './[alertId]/acknowledge/route'
import { GET as getIncidents } from './[alertId]/route'
import { GET } from './route'

useDatabase()

let world: AlertWorld
let admin: TestUser
beforeEach(async () => {
  admin = await insertUser({ role: 'admin', name: 'Ann' })
  world = new AlertWorld()
  world.nowMs = Date.now() - 3_600_000
  await world.prepare()
})

const list = async (query = '', as: TestUser | null = null): Promise<AlertListDto> =>
  (await callRoute(GET, { path: `/api/alerts${query}`, as })).json()

async function makeAlerts(): Promise<void> {
  world.set('redis', 'down', { message: 'Redis does not answer.' })
  world.set('mail', 'down')
  world.set('check_1', 'down', { name: 'Secret billing' })
  world.readings = [{ signal: 'memory', instance: null, value: 9_999 }]
  await world.pass(400)
  world.set('mail', 'up')
  await world.pass(300)
}

describe('GET /alerts', () => {
  it('tells anybody what is wrong, and nothing of what is within', async () => {
    await makeAlerts()
    const { alerts, counts } = await list()
    expect(alerts.map(({ alert_id, status }) => `${alert_id} ${status}`)).toEqual([
      'service_down_redis active',
      'service_down_mail resolved',
    ])
    expect(alerts[0]).toEqual({
      alert_id: 'service_down_redis',
      type: 'service_down',
      service_id: 'redis',
      service_name: 'Redis',
      severity: 'critical',
      status: 'active',
      triggered_at: expect.stringMatching(/Z$/),
      resolved_at: null,
      acknowledged_at: null,
      escalation_count: 0,
      down_duration_seconds: expect.any(Number),
      message: 'Redis does not answer.',
    })
    expect(counts).toEqual({ active: 1, resolved: 1, acknowledged: 0, critical: 1, warning: 0, info: 0 })
    expect(JSON.stringify(alerts)).not.toMatch(/billing|memory/i)
  })

  it('tells admins everything', async () => {
    await makeAlerts()
    const { alerts } = await list('?status=active', admin)
    expect(alerts.map(({ alert_id }) => alert_id).toSorted()).toEqual([
      'high_memory',
      'service_down_check_1',
      'service_down_redis',
    ])
    expect(alerts.find(({ alert_id }) => alert_id === 'service_down_redis')?.details).toMatchObject({
      name: 'Redis Down',
      muted_by: null,
    })
  })

  it.each([
    ['active', ['service_down_redis']],
    ['resolved', ['service_down_mail']],
  ])('can be asked for those that are %s', async (status, ids) => {
    await makeAlerts()
    expect((await list(`?status=${status}`)).alerts.map(({ alert_id }) => alert_id)).toEqual(ids)
  })

  it('refuses what it does not know', async () => {
    expect(await readRefusal(await callRoute(GET, { path: '/api/alerts?status=open' }))).toEqual([422, 'invalid_input'])
  })
})

describe('an acknowledgement', () => {
  const post = (alertId: string, as: TestUser | null = admin) =>
    callRoute(acknowledge, { method: 'POST', params: { alertId }, as })

  it('stops escalation, names who it was, and is once enough', async () => {
    world.set('redis', 'down')
    await world.pass(400)
    world.nowMs = Date.now()
    const answer: AlertDto = await (await post('service_down_redis')).json()
    expect(answer).toMatchObject({ acknowledged_at: expect.any(String), details: { acknowledged_by: 'Ann' } })
    expect(await (await post('service_down_redis')).json()).toMatchObject({ acknowledged_at: answer.acknowledged_at })
    await world.pass(5_000)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
    const { incidents } = await (
      await callRoute(getIncidents, { params: { alertId: 'service_down_redis' }, as: admin })
    ).json()
    expect(incidents[0].events.map(({ kind }: { kind: string }) => kind)).toEqual(['triggered', 'told', 'acknowledged'])
  })

  it('is for admins, of what is active', async () => {
    await makeAlerts()
    expect(await readRefusal(await post('service_down_redis', null))).toEqual([401, 'unauthenticated'])
    expect(await readRefusal(await post('service_down_redis', await insertUser()))).toEqual([404, 'not_found'])
    expect(await readRefusal(await post('service_down_nothing'))).toEqual([404, 'not_found'])
    expect(await readRefusal(await post('service_down_mail'))).toEqual([409, 'conflict'])
  })

  it('is not lost to an evaluation at the same moment', async () => {
    world.set('redis', 'down')
    await world.pass(301)
    world.nowMs = Date.now()
    await Promise.all([post('service_down_redis'), world.evaluate(), world.evaluate()])
    await world.pass(2_000)
    const [alert] = (await list('?status=active')).alerts
    expect(alert?.acknowledged_at).not.toBeNull()
  })
})

describe('silences', () => {
  const body = { matchers: [{ field: 'service_id', value: 'redis' }], reason: 'It is being moved.' }
  const endsAt = () => new Date(Date.now() + 60_000).toISOString()

  it('are previewed, made, listed and ended', async () => {
    await makeAlerts()
    const preview = await callRoute(previewSilence, {
      method: 'POST',
      as: admin,
      body: { matchers: [{ field: 'severity', value: 'critical' }] },
    })
    expect((await preview.json()).alerts.map(({ alert_id }: AlertDto) => alert_id).toSorted()).toEqual([
      'service_down_check_1',
      'service_down_redis',
    ])
    expect(await getDb().silence.count()).toBe(0)
    const made = await callRoute(postSilence, { method: 'POST', as: admin, body: { ...body, endsAt: endsAt() } })
    const silence = await made.json()
    expect([made.status, silence]).toMatchObject([
      201,
      { status: 'active', author: 'Ann', reason: 'It is being moved.', matchers: [{ is: 'equal' }] },
    ])
    world.nowMs = Date.now()
    await world.evaluate()
    const { alerts } = await list('?status=active', admin)
    expect(alerts.find(({ service_id }) => service_id === 'redis')?.details?.muted_by).toBe(`silence:${silence.id}`)
    const end = () => callRoute(endSilence, { method: 'DELETE', as: admin, params: { silenceId: silence.id } })
    expect((await end()).status).toBe(204)
    expect((await end()).status).toBe(404)
    const { items } = await (await callRoute(getSilences, { as: admin })).json()
    expect(items).toMatchObject([{ id: silence.id, status: 'over' }])
  })

  it('must end, say why, match something, and come from an admin', async () => {
    const post = async (change: object, as: TestUser | null = admin) =>
      readRefusal(await callRoute(postSilence, { method: 'POST', as, body: { ...body, endsAt: endsAt(), ...change } }))
    expect(await post({ endsAt: undefined })).toEqual([422, 'invalid_input'])
    expect(await post({ endsAt: new Date(Date.now() - 1_000).toISOString() })).toEqual([422, 'invalid_input'])
    expect(await post({ endsAt: '2036-01-01T00:00:00Z' })).toEqual([422, 'invalid_input'])
    expect(await post({ reason: ' ' })).toEqual([422, 'invalid_input'])
    expect(await post({ matchers: [] })).toEqual([422, 'invalid_input'])
    expect(await post({}, await insertUser())).toEqual([404, 'not_found'])
    expect(await post({}, null)).toEqual([401, 'unauthenticated'])
  })
})

describe('rules', () => {
  const call = (handler: Parameters<typeof callRoute>[0], given: Parameters<typeof callRoute>[1]) =>
    callRoute(handler, { as: admin, ...given })
  const listRules = async () => (await (await call(getRules, {})).json()).items

  it('are shipped, can be changed and be as they were', async () => {
    const [first] = await listRules()
    expect(first).toMatchObject({ id: 'service_down', forSeconds: 300, severity: 'critical', origin: 'shipped' })
    const params = { ruleId: 'service_down' }
    const changed = await call(patchRule, { method: 'PATCH', params, body: { isEnabled: false } })
    expect(await changed.json()).toMatchObject({ isEnabled: false, forSeconds: 300, origin: 'changed' })
    world.set('redis', 'down')
    await world.pass(1_000)
    expect(await world.summarize()).toEqual([])
    expect((await call(deleteRule, { method: 'DELETE', params })).status).toBe(204)
    await world.pass(310)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
  })

  it('can be added and deleted; what they were about ends then', async () => {
    const rule = {
      id: 'busy',
      name: 'Busy',
      severity: 'info',
      isEnabled: true,
      condition: { kind: 'signal', signal: 'cpu', from: 10, below: 5 },
      forSeconds: 0,
      clearForSeconds: 0,
      escalates: false,
    }
    const added = await call(postRule, { method: 'POST', body: rule })
    expect([added.status, await added.json()]).toEqual([201, { ...rule, origin: 'added' }])
    expect((await call(postRule, { method: 'POST', body: rule })).status).toBe(409)
    world.readings = [{ signal: 'cpu', instance: null, value: 11 }]
    await world.evaluate()
    await call(deleteRule, { method: 'DELETE', params: { ruleId: 'busy' } })
    await world.evaluate()
    expect(await world.summarize()).toEqual(['triggered: busy', 'resolved: busy'])
  })

  it('are refused when they make no sense, or come from anybody else', async () => {
    const patch = async (body: object, as = admin) =>
      readRefusal(await call(patchRule, { method: 'PATCH', params: { ruleId: 'high_cpu' }, body, as }))
    const condition = { kind: 'signal', signal: 'cpu', from: 10, below: 20 }
    expect(await patch({ condition })).toEqual([422, 'invalid_input'])
    expect(await patch({ condition: { ...condition, signal: 'mood' } })).toEqual([422, 'invalid_input'])
    expect(await patch({ forSeconds: -1 })).toEqual([422, 'invalid_input'])
    expect(await patch({ isEnabled: false }, await insertUser())).toEqual([404, 'not_found'])
    expect((await getPool().query('SELECT 1 FROM alert_rules')).rowCount).toBe(0)
  })
})
