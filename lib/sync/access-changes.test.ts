import { describe, expect, it } from 'vitest'
import { newId, type SessionId } from '@/lib/core/ids'
import { admissionTopic } from '@/lib/features/auth/admission/chosen-admission'
import { sessionRevokedTopic } from '@/lib/features/auth/events'
import { createProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertMember, insertTeam } from '@/lib/testing/factories'
import { makeShape } from '@/lib/testing/make-shape'
import { findUserActor } from '@/lib/testing/stub-actor'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'
import { accessChangedTopic } from './topics'

describe('a change of access', () => {
  useDatabase()
  const sync = useSync()

  async function openWithMember() {
    const opened = await sync.open()
    const { userId } = await insertMember({ diagramId: opened.diagramId })
    const owner = opened.connect()
    const member = sync.connect({ ...opened.seat, userId }, { reconnectDelayMs: 10 })
    await Promise.all([owner.untilConnected(), member.untilConnected()])
    const set = (sql: string) => getPool().query(sql, [opened.diagramId, userId])
    return { ...opened, owner, member, memberId: userId, set }
  }

  it('closes the sockets of somebody who may no longer see it, and no others', async () => {
    const { server, diagramId, owner, member, memberId, set } = await openWithMember()
    await set('DELETE FROM diagram_members WHERE diagram_id = $1 AND user_id = $2')
    await server.gateway.accessChanged({ diagramId, userId: memberId })
    await waitFor('the end', () => member.socket.closes.length > 0)
    expect(member.socket.closes[0]).toMatchObject({ code: 4404 })
    expect(owner.isConnected).toBe(true)
  })

  it('closes the sockets of a network that is no longer admitted, and lets none from there in', async () => {
    let isOut = false
    const opened = await sync.open({ isAdmitted: async (address) => !(isOut && address === '127.0.0.1') })
    const client = opened.connect()
    await client.untilConnected()
    isOut = true
    await createProcessMessages().publish(admissionTopic, {})
    await waitFor('the end', () => client.socket.closes.length > 0)
    expect(client.socket.closes[0]).toMatchObject({ code: 4403 })
    const late = sync.openRaw(opened.seat)
    expect(await late.closed).toMatchObject({ code: 4403 })
  })

  it('makes an editor who became a viewer come back read-only', async () => {
    const { server, diagramId, owner, member, memberId, set } = await openWithMember()
    await set("UPDATE diagram_members SET role = 'viewer' WHERE diagram_id = $1 AND user_id = $2")
    await server.gateway.accessChanged({ diagramId, userId: memberId })
    await waitFor('read-only', () => member.isReadonly === true)
    member.store.put([makeShape({ id: 'late' })])
    await member.untilSaved()
    expect(owner.store.has('shape:late' as never)).toBe(false)
  })

  it('closes everybody but the owner when the diagram is trashed', async () => {
    const { server, diagramId, owner, member, set } = await openWithMember()
    await set('UPDATE diagrams SET trashed_at = now() WHERE id = $1 AND $2::text IS NOT NULL')
    await server.gateway.accessChanged({ diagramId })
    await waitFor('the end', () => member.socket.closes.length > 0)
    expect(member.socket.closes[0]).toMatchObject({ code: 4404 })
    expect(owner.isConnected).toBe(true)
  })

  it('concerns a person wherever they are: one leaves a team with many diagrams', async () => {
    const { server, owner, member, memberId, set } = await openWithMember()
    const team = await insertTeam({ members: { editor: memberId } })
    const other = await insertDiagram({ teamId: team.id })
    const elsewhere = sync.connect({ server, diagramId: other.id, userId: memberId })
    await elsewhere.untilConnected()
    await getPool().query('DELETE FROM team_members WHERE user_id = $1', [memberId])
    await set("UPDATE diagram_members SET role = 'viewer' WHERE diagram_id = $1 AND user_id = $2")
    await server.gateway.accessChanged({ userId: memberId })
    await waitFor('the end', () => elsewhere.socket.closes.length > 0)
    expect(elsewhere.socket.closes[0]).toMatchObject({ code: 4404 })
    await waitFor('read-only', () => member.isReadonly === true)
    expect(owner.isConnected).toBe(true)
  })

  it('reaches the sockets of other processes', async () => {
    const { diagramId, member, set } = await openWithMember()
    const other = createProcessMessages()
    await set('DELETE FROM diagram_members WHERE diagram_id = $1 AND user_id = $2')
    await waitFor('the message to arrive', async () => {
      await other.publish(accessChangedTopic, { diagramId })
      return member.socket.closes.length > 0
    })
  })

  it('is noticed after a gap in the messages between processes', async () => {
    const { member, set } = await openWithMember()
    const listenersSql = "FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
    await waitFor('the listener', async () => (await getPool().query(`SELECT pid ${listenersSql}`)).rows.length > 0)
    await set('DELETE FROM diagram_members WHERE diagram_id = $1 AND user_id = $2')
    await getPool().query(`SELECT pg_terminate_backend(pid) ${listenersSql}`)
    await waitFor('the end', () => member.socket.closes.length > 0)
    expect(member.socket.closes[0]).toMatchObject({ code: 4404 })
  })

  it('counts when it comes while the socket is still being let in', async () => {
    let letIn = () => {}
    const asked: string[] = []
    const { seat, server, diagramId, userId } = await sync.open({
      findDiagramEntry: async () => {
        asked.push('asked')
        if (asked.length > 1) return null
        await new Promise<void>((resolve) => {
          letIn = resolve
        })
        return { access: 'owner', title: 'Untitled' }
      },
    })
    const raw = sync.openRaw(seat)
    await waitFor('the question', () => asked.length === 1)
    await server.gateway.accessChanged({ diagramId, userId })
    letIn()
    await expect(raw.closed).resolves.toMatchObject({ code: 4404 })
  })

  it('ends the sockets of a revoked session with 4401, and leaves the person’s other sessions', async () => {
    const revoked = newId<SessionId>()
    const ended = new Set<string>()
    const messages = createProcessMessages()
    const { seat, connect } = await sync.open({
      messages,
      findActor: async (credentials) => {
        const actor = await findUserActor(credentials)
        return actor.type === 'user' && ended.has(actor.sessionId ?? '') ? { type: 'anonymous' } : actor
      },
    })
    const kept = connect()
    const lost = sync.connect({ ...seat, login: revoked })
    await Promise.all([kept.untilConnected(), lost.untilConnected()])
    ended.add(revoked)
    await messages.publish(sessionRevokedTopic, { sessionId: revoked })
    await waitFor('the end', () => lost.socket.closes.length > 0)
    expect(lost.socket.closes).toMatchObject([{ code: 4401 }])
    expect(kept.isConnected).toBe(true)
  })
})
