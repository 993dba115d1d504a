import { describe, expect, it } from 'vitest'
import type { Actor, UserRole } from '@/lib/core/actor'
import type { ComponentNews, ComponentStatus } from '@/lib/core/component-news'
import type { SessionId, UserId } from '@/lib/core/ids'
import { waitFor } from '@/lib/testing/wait-for'
import type { ComponentState } from '../component'
import { adminsOnly } from '../policy'
import { ComponentFeed } from './component-feed'

const since = new Date('2026-01-02T03:04:05Z')
const state = (id: string, status: ComponentStatus = 'up'): ComponentState => ({
  ...{ id, name: id.toUpperCase(), status, since, message: null, latencyMs: null, essential: true, dependsOn: [] },
})
const report = (id: string, status: ComponentStatus = 'up', upRatioOfDay: number | null = null) => ({
  ...{ id, name: id.toUpperCase(), status, since: since.toISOString(), message: null, upRatioOfDay },
})
const person = (role: UserRole): Actor => ({
  ...{ type: 'user', id: 'u' as UserId, sessionId: 's' as SessionId, role, name: role, email: 'a@example.org' },
})

function open() {
  const world = {
    states: [state('database'), state('kv')],
    audience: adminsOnly,
    uptimes: new Map<string, number | null>(),
    asked: [] as string[][],
    faults: [] as unknown[],
    readFails: false,
    collections: 0,
  }
  const feed = new ComponentFeed({
    listStates() {
      world.collections++
      return world.states
    },
    getAudience: () => world.audience,
    async readUptimes(ids) {
      world.asked.push([...ids].sort())
      if (world.readFails) throw new Error('no database')
      return world.uptimes
    },
    onFault: (error) => world.faults.push(error),
  })
  const watch = (role: UserRole, ids: string[]) => {
    const news: ComponentNews[] = []
    return { news, ...feed.watch({ actor: person(role), ids, tell: (one) => news.push(one) }) }
  }
  return { world, feed, watch }
}

describe('the feed of components', () => {
  it('tells all of what was asked for at first, then what changed, then nothing', () => {
    const { world, feed, watch } = open()
    const { news } = watch('admin', ['database', 'kv'])
    world.states = [state('database', 'down'), state('kv')]
    feed.refresh()
    feed.refresh()
    expect(news).toEqual([
      { kind: 'whole', reports: [report('database'), report('kv')], withdrawn: [] },
      { kind: 'changes', reports: [report('database', 'down')], withdrawn: [] },
    ])
  })

  it('tells who may not see a component nothing of it, not even that it exists', () => {
    const { world, feed, watch } = open()
    const { news } = watch('editor', ['database', 'check_00000000000000000000'])
    world.states = [state('database', 'down')]
    feed.refresh()
    expect(news).toEqual([{ kind: 'whole', reports: [], withdrawn: [] }])
  })

  it('follows what admins show, both ways', () => {
    const { world, feed, watch } = open()
    const { news } = watch('viewer', ['database', 'kv'])
    world.audience = { ...adminsOnly, signedIn: ['kv'] }
    feed.refresh()
    world.audience = adminsOnly
    feed.refresh()
    expect(news.slice(1)).toEqual([
      { kind: 'changes', reports: [report('kv')], withdrawn: [] },
      { kind: 'changes', reports: [], withdrawn: ['kv'] },
    ])
  })

  it('takes back what somebody may see no longer who is no admin any more', () => {
    const { watch } = open()
    const { news, identify } = watch('admin', ['database'])
    identify(person('editor'))
    expect(news.at(-1)).toEqual({ kind: 'changes', reports: [], withdrawn: ['database'] })
  })

  it('says that nothing is known of what nobody looks at', () => {
    const { world, feed, watch } = open()
    const { news } = watch('admin', ['database'])
    world.states = []
    feed.refresh()
    const unknown = { id: 'database', name: null, status: 'unknown', since: null, message: null, upRatioOfDay: null }
    expect(news.at(-1)).toEqual({ kind: 'changes', reports: [unknown], withdrawn: [] })
  })

  it('asks for the uptimes of all at once, and tells them rounded down', async () => {
    const { world, feed, watch } = open()
    world.uptimes = new Map([['database', 0.999999]])
    const { news } = watch('admin', ['database'])
    watch('admin', ['database', 'kv'])
    await waitFor('the uptime', () => news.length === 2)
    expect(news[1]).toEqual({ kind: 'changes', reports: [report('database', 'up', 0.9999)], withdrawn: [] })
    await waitFor('the other reading', () => world.asked.length === 2)
    world.uptimes = new Map([['database', 0.99991]])
    feed.refreshUptimes()
    await waitFor('a third reading', () => world.asked.length === 3)
    await Promise.resolve()
    expect(world.asked[2]).toEqual(['database', 'kv'])
    expect(news).toHaveLength(2)
  })

  it('goes on while the database is down', async () => {
    const { world, feed, watch } = open()
    world.readFails = true
    const { news } = watch('admin', ['database'])
    await waitFor('the failure', () => world.faults.length === 1)
    world.states = [state('database', 'down')]
    feed.refresh()
    expect(news.at(-1)?.reports).toEqual([report('database', 'down')])
  })

  it('puts together what is true once for everybody, and not at all for nobody', () => {
    const { world, feed, watch } = open()
    const watches = Array.from({ length: 50 }, () => watch('admin', ['database']))
    world.collections = 0
    feed.refresh()
    expect(world.collections).toBe(1)
    for (const { stop } of watches) stop()
    feed.refresh()
    expect(world.collections).toBe(1)
  })
})
