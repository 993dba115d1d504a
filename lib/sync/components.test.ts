import { afterEach, describe, expect, it } from 'vitest'
import { newId, type SessionId, type UserId } from '@/lib/core/ids'
import { sessionChangedTopic } from '@/lib/features/auth/events'
import { keepAudience } from '@/lib/ops/health/audience/known-audience'
import type { ComponentState } from '@/lib/ops/health/component'
import { writeBoard } from '@/lib/ops/health/component-board'
import { startComponentFeed } from '@/lib/ops/health/feed/start-component-feed'
import { adminsOnly } from '@/lib/ops/health/policy'
import { createProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { insertMember } from '@/lib/testing/factories'
import { findUserActor } from '@/lib/testing/stub-actor'
import { type RawClient, useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'
import { HeldSocket } from './held-socket'
import type { ComponentsEvent } from './protocol'

const check = 'check_00000000000000000001'
const follow = { query: '?follow=title&follow=components' }

const state = (id: string, status: ComponentState['status'], name = id): ComponentState => ({
  ...{ id, name, status, since: new Date(1e12), message: null, latencyMs: 1, essential: true, dependsOn: [] },
})
const newsOf = ({ received }: RawClient): ComponentsEvent[] =>
  received.map((text) => JSON.parse(text)).filter(({ type }) => type === 'components')
const toldOf = (client: RawClient) =>
  newsOf(client).map(({ kind, reports, withdrawn }) => [
    kind,
    ...reports.map(({ id, status }) => `${id} ${status}`),
    ...withdrawn.map((id) => `${id} gone`),
  ])

describe('the state of components over the socket of a diagram', () => {
  useDatabase()
  const sync = useSync()
  let stopFeed = () => {}
  afterEach(() => {
    stopFeed()
    writeBoard([])
    keepAudience(adminsOnly)
  })

  /** An admin and somebody who may edit the same diagram, both with their sockets open. */
  async function open() {
    const feed = startComponentFeed()
    stopFeed = () => feed.stop()
    const admins = new Set<UserId>()
    const messages = createProcessMessages()
    const opened = await sync.open({
      components: feed,
      messages,
      async findActor(credentials) {
        const actor = await findUserActor(credentials)
        return actor.type === 'user' && admins.has(actor.id) ? { ...actor, role: 'admin' } : actor
      },
    })
    admins.add(opened.userId)
    const login = newId<SessionId>()
    const { userId } = await insertMember({ diagramId: opened.diagramId })
    const admin = sync.openRaw({ ...opened.seat, login }, follow)
    const editor = sync.openRaw({ ...opened.seat, userId }, follow)
    await waitFor('both offers', () => newsOf(admin).length === 1 && newsOf(editor).length === 1)
    const demote = async () => {
      admins.clear()
      await messages.publish(sessionChangedTopic, { sessionId: login })
    }
    return { ...opened, admin, editor, demote }
  }

  it('is told to who may see them, as it changes, and to nobody else; the document stays as it is', async () => {
    writeBoard([state('database', 'up'), state(check, 'up', 'Secret service')])
    const { admin, editor, diagramId } = await open()
    for (const one of [admin, editor]) await one.send({ type: 'watch', version: 1, components: ['database', check] })
    await waitFor('both answers', () => newsOf(admin).length === 2 && newsOf(editor).length === 2)

    writeBoard([state('database', 'up'), state(check, 'down', 'Secret service')])
    await waitFor('the change', () => newsOf(admin).length === 3)
    keepAudience({ ...adminsOnly, signedIn: ['database'] })
    await waitFor('what is shown now', () => newsOf(editor).length === 3)
    keepAudience(adminsOnly)
    await waitFor('what is shown no longer', () => newsOf(editor).length === 4)

    expect(toldOf(admin)).toEqual([['changes'], ['whole', 'database up', `${check} up`], ['changes', `${check} down`]])
    expect(toldOf(editor)).toEqual([['changes'], ['whole'], ['changes', 'database up'], ['changes', 'database gone']])
    expect(editor.received.join()).not.toMatch(/Secret|check_/)
    const { rows } = await getPool().query('SELECT document_clock AS clock FROM diagrams WHERE id = $1', [diagramId])
    expect(rows).toEqual([{ clock: '0' }])
  })

  it('is taken back from an admin who is one no longer', async () => {
    writeBoard([state('database', 'up')])
    const { admin, demote } = await open()
    await admin.send({ type: 'watch', version: 1, components: ['database'] })
    await waitFor('the answer', () => newsOf(admin).length === 2)
    await demote()
    await waitFor('the end of it', () => newsOf(admin).length === 3)
    expect(toldOf(admin).at(-1)).toEqual(['changes', 'database gone'])
  })

  it('is offered only to clients that know what it is, and ends the socket of one that asks for nonsense', async () => {
    const { seat, admin, connect } = await open()
    const stock = connect()
    const raw = sync.openRaw(seat)
    await stock.untilConnected()
    await raw.send({ type: 'watch', version: 1, components: ['database'] })
    await raw.send({ type: 'nonsense' })
    await expect(raw.closed).resolves.toMatchObject({ code: 4099 })
    expect(newsOf(raw)).toEqual([])
    expect(stock.isConnected).toBe(true)
    await admin.send({ type: 'watch', version: 1, components: ['../../etc/passwd'] })
    await expect(admin.closed).resolves.toMatchObject({ code: 4099 })
  })
})

it('does not wait for the database, whose own state it may be', () => {
  const sent: string[] = []
  const raw = { readyState: 1, bufferedAmount: 0, send: (text: string) => sent.push(text), close: () => {} }
  const socket = new HeldSocket(raw, { isSettled: true, documentClock: 2, durableClock: 1 })
  socket.sendMessage({ type: 'data', data: [{ type: 'patch', diff: {}, serverClock: 2 }] })
  socket.sendMessage({ type: 'components', version: 1, kind: 'changes', reports: [], withdrawn: ['database'] })
  expect(sent.map((text) => JSON.parse(text).type)).toEqual(['components'])
})
