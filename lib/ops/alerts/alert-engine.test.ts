import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '@/lib/platform/db/prisma'
import { AlertWorld } from '@/lib/testing/alert-world'
import { useDatabase } from '@/lib/testing/database'
import { pruneAlerts } from './store/prune-alerts'

useDatabase()

let world: AlertWorld
beforeEach(async () => {
  world = new AlertWorld()
  await world.prepare()
})

/** What the database says happened, incident by incident. */
async function listHistory(): Promise<string[]> {
  const alerts = await getDb().alert.findMany({
    include: { events: true },
    orderBy: [{ triggeredAt: 'asc' }, { alertId: 'asc' }],
  })
  return alerts.map(({ alertId, status, events }) => {
    const inOrder = events.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    return `${alertId} ${status}: ${inOrder.map(({ kind }) => kind).join(' ')}`
  })
}

describe('one incident', () => {
  it('is told, escalated, and over, and all of it is history', async () => {
    world.set('redis', 'up')
    await world.pass(60)
    world.set('redis', 'down', { message: 'Redis does not answer.' })
    await world.pass(300 + 900 + 10)
    world.set('redis', 'up')
    await world.pass(100)
    expect(await world.summarize()).toEqual([
      'triggered: service_down_redis',
      'escalated: service_down_redis',
      'resolved: service_down_redis',
    ])
    const [first, , last] = await world.listHeard()
    expect(first?.alerts).toEqual([
      {
        alertId: 'service_down_redis',
        name: 'Redis Down',
        type: 'service_down',
        serviceId: 'redis',
        serviceName: 'Redis',
        severity: 'critical',
        status: 'active',
        triggeredAt: '2026-11-22T10:06:00.000Z',
        resolvedAt: null,
        acknowledgedAt: null,
        escalationCount: 0,
        durationSeconds: 300,
        message: 'Redis does not answer.',
        url: 'https://draw.example.org/admin/status#service_down_redis',
        affects: [],
      },
    ])
    expect(last?.alerts[0]).toMatchObject({ status: 'resolved', escalationCount: 1, durationSeconds: 1_270 })
    expect(await listHistory()).toEqual(['service_down_redis resolved: triggered told escalated recovering resolved'])
  })

  it('survives a hundred restarts in its middle with exactly one notice of each kind', async () => {
    world.set('redis', 'down')
    await world.evaluate()
    const restartFor = async (seconds: number, times: number) => {
      for (let time = 0; time < times; time++) {
        // A process that has just started knows nothing yet.
        world.restart()
        world.set('redis', 'unknown')
        await world.evaluate()
        world.set('redis', time % 10 === 9 ? 'unknown' : 'down')
        world.nowMs += (seconds / times) * 1_000
        await world.evaluate()
      }
    }
    await restartFor(290, 40)
    expect(await world.summarize()).toEqual([])
    await restartFor(600, 60)
    world.set('redis', 'up')
    await world.evaluate()
    world.restart()
    await world.pass(70)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis', 'resolved: service_down_redis'])
  })

  it('is told once by two processes that both believe it is theirs', async () => {
    world.set('redis', 'down')
    await world.pass(290)
    world.nowMs += 20_000
    const other = world.engine
    world.restart()
    await Promise.all([world.evaluate(), other.evaluate('held'), world.evaluate(), other.evaluate('held')])
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
  })
})

it('what has been over for more than a year is forgotten, what is not is not', async () => {
  world.set('redis', 'down')
  world.set('mail', 'down')
  await world.pass(310)
  world.set('redis', 'up')
  await world.pass(100)
  const dayMs = 86_400_000
  await pruneAlerts(world.nowMs + 399 * dayMs)
  expect(await getDb().alert.count()).toBe(2)
  await pruneAlerts(world.nowMs + 401 * dayMs)
  expect(await listHistory()).toEqual(['service_down_mail active: triggered told'])
  expect([await getDb().alertNotice.count(), await getDb().alertEvent.count()]).toEqual([0, 2])
})

describe('several alerts', () => {
  it('that begin within half a minute are one notice, and so are their ends', async () => {
    for (const id of ['redis', 'mail', 'disk']) {
      world.set(id, 'down')
      await world.pass(10)
    }
    await world.pass(400)
    for (const id of ['redis', 'mail', 'disk']) {
      world.set(id, 'up')
      await world.pass(10)
    }
    await world.pass(100)
    const all = 'service_down_disk, service_down_mail, service_down_redis'
    expect(await world.summarize()).toEqual([`triggered: ${all}`, `resolved: ${all}`])
  })

  it('wait for nothing when nothing else is about to happen', async () => {
    world.set('redis', 'down')
    await world.pass(60)
    world.set('mail', 'down')
    await world.pass(301)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis', 'triggered: service_down_mail'])
  })

  it('below one that is down are muted, and told if they stay down without it', async () => {
    world.set('auth', 'down', { dependsOn: ['database'] })
    world.set('sync', 'down', { dependsOn: ['database'] })
    // Noticed a little later than what needs it.
    await world.pass(10)
    world.set('database', 'down')
    await world.pass(600)
    expect(await world.summarize()).toEqual(['triggered: service_down_database'])
    const [notice] = await world.listHeard()
    expect(notice?.alerts[0]?.affects.toSorted()).toEqual(['Auth', 'Sync'])
    expect(
      await getDb().alert.findMany({ where: { mutedBy: { not: null } }, select: { alertId: true, mutedBy: true } }),
    ).toEqual([
      { alertId: 'service_down_auth', mutedBy: 'cause:database' },
      { alertId: 'service_down_sync', mutedBy: 'cause:database' },
    ])
    world.set('database', 'up')
    await world.pass(20)
    world.set('auth', 'up')
    await world.pass(200)
    expect((await world.summarize()).toSorted()).toEqual([
      'resolved: service_down_database',
      'triggered: service_down_database',
      'triggered: service_down_sync',
    ])
  })

  it('of what is measured are muted as well while their cause is known', async () => {
    world.set('database', 'down')
    world.readings = [{ signal: 'error_rate', instance: null, value: 80 }]
    await world.pass(900)
    expect(await world.summarize()).toEqual(['triggered: service_down_database'])
    world.readings = [{ signal: 'error_rate', instance: null, value: null, error: 'no counters' }]
    await world.pass(60)
    expect((await getDb().alertState.findUniqueOrThrow({ where: { alertId: 'high_error_rate' } })).state).toMatchObject(
      {
        phase: 'error',
        message: 'no counters',
      },
    )
  })
})

describe('a silence', () => {
  const silence = (minutes: number) =>
    getDb().silence.create({
      data: {
        id: 'quiet',
        matchers: [{ field: 'service_id', is: 'equal', value: 'redis' }],
        reason: 'It is being moved.',
        startsAt: new Date(world.nowMs),
        endsAt: new Date(world.nowMs + minutes * 60_000),
      },
    })

  it('mutes what it matches, and what is still there at its end is told', async () => {
    await silence(20)
    world.set('redis', 'down')
    world.set('mail', 'down')
    await world.pass(1_190)
    expect(await world.summarize()).toEqual(['triggered: service_down_mail'])
    await world.pass(130)
    expect((await world.summarize()).filter((line) => line.includes('redis'))).toEqual([
      'triggered: service_down_redis',
    ])
  })

  it('tells nobody of what was over before its end', async () => {
    await silence(60)
    world.set('redis', 'down')
    await world.pass(600)
    world.set('redis', 'up')
    await world.pass(3_600)
    expect(await world.summarize()).toEqual([])
    expect(await listHistory()).toEqual(['service_down_redis resolved: triggered recovering resolved'])
  })
})

describe('while PostgreSQL is down', () => {
  it('what is critical is told at once, the rest afterwards, nobody twice, and history is complete', async () => {
    world.set('database', 'up')
    world.set('redis', 'up')
    await world.pass(60)
    world.isDatabaseDown = true
    world.set('database', 'down')
    world.set('redis', 'down')
    world.readings = [{ signal: 'memory', instance: null, value: 5_000 }]
    await world.pass(700)
    expect(await world.summarize()).toEqual(['direct triggered: service_down_database, service_down_redis'])
    world.set('redis', 'up')
    await world.pass(100)
    expect(world.direct.map(({ kind }) => kind)).toEqual(['triggered', 'resolved'])
    world.isDatabaseDown = false
    world.set('database', 'up')
    await world.pass(200)
    expect((await world.summarize()).toSorted()).toEqual([
      'direct resolved: service_down_redis',
      'direct triggered: service_down_database, service_down_redis',
      'resolved: service_down_database',
      'triggered: high_memory',
    ])
    expect(await listHistory()).toEqual([
      'service_down_database resolved: triggered told recovering resolved',
      'service_down_redis resolved: triggered told recovering resolved',
      'high_memory active: triggered told',
    ])
    const routes = await getDb().alertNotice.findMany({ orderBy: [{ queuedAt: 'asc' }, { alertId: 'asc' }] })
    expect(routes.map(({ alertId, kind, route }) => `${alertId} ${kind} ${route}`)).toEqual([
      'service_down_database triggered direct',
      'service_down_redis triggered direct',
      'high_memory triggered outbox',
      'service_down_redis resolved direct',
      'service_down_database resolved outbox',
    ])
  })

  it('what nobody could be told then, they are told afterwards', async () => {
    world.set('redis', 'down')
    await world.pass(100)
    world.isDatabaseDown = true
    world.failsToDeliver = true
    await world.pass(300)
    expect(await world.summarize()).toEqual([])
    world.isDatabaseDown = false
    await world.pass(10)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
  })

  it('what was written although nobody heard so is told once', async () => {
    world.set('redis', 'down')
    await world.pass(290)
    world.nowMs += 10_000
    world.losesNextAnswer = true
    await world.evaluate()
    await world.pass(600)
    expect(world.isDatabaseDown).toBe(true)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
    world.isDatabaseDown = false
    await world.pass(60)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
    expect(await listHistory()).toEqual(['service_down_redis active: triggered told'])
  })

  it('a process that never was the evaluator tells nobody', async () => {
    world.isDatabaseDown = true
    world.set('redis', 'down')
    await world.pass(600)
    expect(world.direct).toEqual([])
  })
})
