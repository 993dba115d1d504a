import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '@/lib/platform/db/prisma'
import { AlertWorld } from '@/lib/testing/alert-world'
import { useDatabase } from '@/lib/testing/database'

useDatabase()

let world: AlertWorld
beforeEach(async () => {
  world = new AlertWorld()
  await world.prepare()
})

/** Situations in which engines of this kind are known to tell people twice, too late, or not at all. */
describe('situations', () => {
  it('merge: what is reported again, in other words, is the same alert, told later in its latest words', async () => {
    for (const message of ['Refused.', 'Timed out.', 'Refused again.']) {
      world.set('redis', 'down', { message })
      await world.pass(100)
    }
    world.set('redis', 'down', { message: 'Reset.' })
    await world.pass(950)
    const heard = await world.listHeard()
    expect(heard.map(({ kind, alerts }) => `${kind}: ${alerts.map(({ message }) => message)}`)).toEqual([
      'triggered: Refused again.',
      'escalated: Reset.',
    ])
    expect(await getDb().alert.count()).toBe(1)
  })

  it('repeat: again after each interval, counted, and no more often however often it is evaluated', async () => {
    world.set('redis', 'down')
    await world.pass(300 + 3 * 900 + 5, { everyS: 30 })
    const heard = await world.listHeard()
    expect(heard.map(({ kind, alerts }) => [kind, alerts[0]?.escalationCount])).toEqual([
      ['triggered', 0],
      ['escalated', 1],
      ['escalated', 2],
      ['escalated', 3],
    ])
  })

  it('retry: what could not be handed over is handed over later, once', async () => {
    world.set('redis', 'down')
    await world.pass(299)
    world.failsToEnqueue = true
    for (const _ of [1, 2, 3]) {
      world.nowMs += 5_000
      await expect(world.evaluate()).rejects.toThrow('the outbox refuses')
    }
    expect(await world.listHeard()).toEqual([])
    expect(await getDb().alert.count()).toBe(0)
    world.failsToEnqueue = false
    await world.pass(60)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
  })

  it('batching: many at once are few notices, each of a size that can be read', async () => {
    for (let index = 0; index < 120; index++) world.set(`service${index}`, 'down')
    await world.pass(310)
    const heard = await world.listHeard()
    expect(heard.map(({ kind, alerts }) => [kind, alerts.length])).toEqual([
      ['triggered', 50],
      ['triggered', 50],
      ['triggered', 20],
    ])
    expect(new Set(heard.flatMap(({ alerts }) => alerts.map(({ alertId }) => alertId))).size).toBe(120)
  })

  it('resolved: each time it is over it is told, with the times of that incident', async () => {
    for (const _ of [1, 2]) {
      world.set('redis', 'down')
      await world.pass(400)
      world.set('redis', 'up')
      await world.pass(200)
      await world.pass(7_000, { everyS: 1_000 })
    }
    const heard = await world.listHeard()
    expect(heard.map(({ kind }) => kind)).toEqual(['triggered', 'resolved', 'triggered', 'resolved'])
    const [first, second] = heard.filter(({ kind }) => kind === 'resolved').map(({ alerts }) => alerts[0])
    expect([first?.durationSeconds, second?.durationSeconds]).toEqual([460, 460])
    expect(first?.triggeredAt).not.toBe(second?.triggeredAt)
  })

  it('filtered resolve: an end that nobody was told of is an end; the next beginning is told', async () => {
    await getDb().silence.create({
      data: {
        id: 'quiet',
        matchers: [{ field: 'service_id', is: 'equal', value: 'redis' }],
        reason: 'Known.',
        startsAt: new Date(world.nowMs),
        endsAt: new Date(world.nowMs + 1_000_000),
      },
    })
    world.set('redis', 'down')
    await world.pass(400)
    world.set('redis', 'up')
    await world.pass(700)
    expect(await world.listHeard()).toEqual([])
    world.set('redis', 'down')
    await world.pass(310)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
  })

  it('partly resolved: what is over in a group is told without what is not', async () => {
    world.set('redis', 'down')
    world.set('mail', 'down')
    await world.pass(310)
    world.set('mail', 'up')
    await world.pass(100)
    expect(await world.summarize()).toEqual([
      'triggered: service_down_mail, service_down_redis',
      'resolved: service_down_mail',
    ])
  })

  it('reload: rules that change in the middle of an incident tell nobody anew', async () => {
    world.set('redis', 'down')
    await world.pass(310)
    const { id, ...rule } = (await world.engine.memory)?.rules.find((one) => one.id === 'service_down') ?? { id: '' }
    await getDb().alertRule.create({ data: { id, rule: { ...rule, forSeconds: 10, severity: 'warning' } } })
    await world.pass(300)
    world.restart()
    await world.pass(300)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
    world.set('redis', 'up')
    await world.pass(100)
    expect((await world.listHeard()).at(-1)).toMatchObject({ kind: 'resolved', alerts: [{ severity: 'warning' }] })
  })

  it('restart: who starts again between deciding and telling tells it, and once', async () => {
    world.set('redis', 'down')
    world.set('mail', 'down')
    await world.pass(280)
    world.set('disk', 'down')
    // Redis and mail fire and wait for what fires within half a minute.
    world.set('mail', 'up')
    world.set('mail', 'down')
    await world.pass(21, { everyS: 5 })
    for (const _ of [1, 2, 3]) {
      world.restart()
      await world.pass(5)
    }
    await world.pass(400)
    const alerts = (await world.listHeard()).filter(({ kind }) => kind === 'triggered').flatMap((one) => one.alerts)
    expect(alerts.map(({ alertId }) => alertId).toSorted()).toEqual([
      'service_down_disk',
      'service_down_mail',
      'service_down_redis',
    ])
  })

  it('what is watched no longer is over after a while, and told so', async () => {
    world.set('redis', 'down')
    await world.pass(310)
    world.remove('redis')
    await world.pass(300)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis'])
    await world.pass(700)
    expect(await world.summarize()).toEqual(['triggered: service_down_redis', 'resolved: service_down_redis'])
  })
})
