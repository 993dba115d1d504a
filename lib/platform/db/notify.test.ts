import { afterEach, describe, expect, it } from 'vitest'
import { useDatabase } from '@/lib/testing/database'
import { waitFor } from '@/lib/testing/wait-for'
import { createProcessMessages, type ProcessMessages } from './notify'
import { getPool } from './pool'

describe('messages between processes', () => {
  useDatabase()
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  function subscribe(messages: ProcessMessages, topic: string): unknown[] {
    const received: unknown[] = []
    ends.push(messages.subscribe(topic, (payload) => received.push(payload)))
    return received
  }

  const listenersSql =
    "FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle' AND datname = current_database()"
  const countListeners = async () => {
    const { rows } = await getPool().query(`SELECT count(*)::int AS n ${listenersSql}`)
    return rows[0].n
  }

  it('reach the own process once and at once, every other one, and only who asked for the topic', async () => {
    const [own, other] = [createProcessMessages(), createProcessMessages()]
    const heard = { own: subscribe(own, 'a'), other: subscribe(other, 'a'), elsewhere: subscribe(other, 'b') }
    await waitFor('both to listen', async () => (await countListeners()) === 2)
    const published = own.publish('a', { n: 1 })
    expect(heard.own).toEqual([{ n: 1 }])
    await published
    await own.publish('a', { n: 2 })
    await waitFor('the other', () => heard.other.length === 2)
    expect(heard).toEqual({ own: [{ n: 1 }, { n: 2 }], other: [{ n: 1 }, { n: 2 }], elsewhere: [] })
  })

  it('arrive again after the connection was lost, and subscribers hear of each gap, the one before it stood too', async () => {
    const [own, other] = [createProcessMessages(), createProcessMessages()]
    const received = subscribe(own, 'a')
    let gaps = 0
    ends.push(own.onResync(() => gaps++))
    const since = await waitFor('it to know', () => own.listeningSinceMs)
    expect([gaps, other.listeningSinceMs]).toEqual([1, null])
    const waiting = waitFor('it to know of the loss', () => own.listeningSinceMs === null, { everyMs: 1 })
    await getPool().query(`SELECT pg_terminate_backend(pid) ${listenersSql}`)
    await waiting
    await waitFor('the gap', () => gaps === 2)
    expect(own.listeningSinceMs).toBeGreaterThan(since)
    await other.publish('a', 'hello')
    await waitFor('the message', () => received.length === 1)
  })

  it('cost no connection when nobody listens any more', async () => {
    const own = createProcessMessages()
    const stop = own.subscribe('a', () => {})
    await waitFor('the listener', async () => (await countListeners()) === 1)
    await stop()
    expect(own.listeningSinceMs).toBeNull()
    await waitFor('its end', async () => (await countListeners()) === 0)
  })
})
