import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '@/lib/platform/db/prisma'
import { AlertWorld } from '@/lib/testing/alert-world'
import { useDatabase } from '@/lib/testing/database'
import { reconcileIncidents } from './reconcile-incidents'

useDatabase()

let world: AlertWorld
beforeEach(async () => {
  world = new AlertWorld()
  await world.prepare()
})

const reconcile = () => reconcileIncidents({ readIsPublic: async () => true, now: () => world.nowMs })

async function pass(seconds: number): Promise<void> {
  await world.pass(seconds)
  await reconcile()
}

const list = async () =>
  (await getDb().incident.findMany({ include: { updates: true, alerts: true }, orderBy: { startedAt: 'asc' } })).map(
    ({ status, root, openRoot, isPublic, componentIds, updates, alerts }) => ({
      ...{ status, root, openRoot, isPublic, componentIds },
      kinds: updates.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map(({ kind }) => kind),
      alerts: alerts.map(({ alertRowId }) => alertRowId.split(':')[0]).toSorted(),
    }),
  )

describe('incidents in the database', () => {
  it('are one for a root cause, end with its alerts, and come back as the same one', async () => {
    world.set('database', 'up')
    world.set('auth', 'up', { dependsOn: ['database'] })
    await pass(60)
    world.set('database', 'down')
    world.set('auth', 'down')
    await pass(400)
    const open = {
      ...{ status: 'investigating', root: 'database', openRoot: 'database', isPublic: true },
      componentIds: expect.arrayContaining(['database', 'auth']),
      kinds: ['investigating', 'note'],
      alerts: ['service_down_auth', 'service_down_database'],
    }
    expect(await list()).toEqual([open])
    await Promise.all([reconcile(), reconcile()])
    expect(await list()).toEqual([open])
    world.set('database', 'up')
    world.set('auth', 'up')
    await pass(200)
    expect(await list()).toMatchObject([{ status: 'resolved', openRoot: null, kinds: [...open.kinds, 'resolved'] }])
    world.set('database', 'down')
    await pass(400)
    expect(await list()).toMatchObject([{ status: 'investigating', openRoot: 'database' }])
  })

  it('are opened once by processes that decide at the same time', async () => {
    world.set('kv', 'down')
    await world.pass(400)
    await Promise.all([reconcile(), reconcile(), reconcile()])
    expect(await list()).toMatchObject([{ root: 'kv', kinds: ['investigating'], alerts: ['service_down_kv'] }])
  })

  it('are opened for what happened while the database was away, and not for what is silenced', async () => {
    world.set('kv', 'up')
    world.set('mail', 'up')
    await pass(60)
    await getDb().silence.create({
      data: {
        id: 'silence',
        matchers: [{ field: 'service_id', is: 'equal', value: 'mail' }],
        reason: 'known',
        startsAt: new Date(world.nowMs),
        endsAt: new Date(world.nowMs + 3_600_000),
      },
    })
    await pass(60)
    world.isDatabaseDown = true
    world.set('kv', 'down')
    world.set('mail', 'down')
    await world.pass(400)
    world.set('kv', 'up')
    await world.pass(200)
    world.isDatabaseDown = false
    await pass(60)
    expect(await list()).toMatchObject([{ root: 'kv', status: 'resolved', kinds: ['investigating', 'resolved'] }])
  })

  it('leave alone what a person changes at the same moment', async () => {
    world.set('kv', 'down')
    await pass(400)
    const { id } = await getDb().incident.findFirstOrThrow()
    await getDb().incident.update({ where: { id }, data: { status: 'monitoring', version: { increment: 1 } } })
    await reconcile()
    expect(await list()).toMatchObject([{ status: 'monitoring' }])
  })
})
