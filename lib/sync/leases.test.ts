import { describe, expect, it } from 'vitest'
import { readDocument } from '@/lib/features/documents/read-document'
import { createProcessMessages, type ProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { GatedStore } from '@/lib/testing/gated-store'
import { makeShape } from '@/lib/testing/make-shape'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'
import { waitUntilBlocked } from '@/lib/testing/wait-until-blocked'

/** A process whose listening connection, and with it its liveness lock, is gone. */
function makeDead(messages: ProcessMessages): ProcessMessages {
  return { ...messages, subscribe: () => async () => {} }
}

describe('one room per diagram', () => {
  useDatabase()
  const sync = useSync()

  const untilAlive = (messages: ProcessMessages) =>
    waitFor('the liveness lock', async () => {
      const { rows } = await getPool().query(
        `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1
            AND (classid::bigint << 32) + objid::bigint = hashtextextended('autograph.process:' || $1, 0)`,
        [messages.processId],
      )
      return rows.length > 0
    })

  it('is refused with 4409 while another live process holds it, and opens as soon as that one stops', async () => {
    const messages = createProcessMessages()
    const { seat, server, connect } = await sync.open({ messages })
    await untilAlive(messages)
    const first = connect()
    await first.untilConnected()
    const second = await sync.startServer()
    const refused = sync.openRaw({ ...seat, server: second })
    await expect(refused.closed).resolves.toMatchObject({ code: 4409 })
    await expect(
      second.gateway.replace({
        diagramId: seat.diagramId,
        actor: { type: 'system' },
        document: await readDocument(seat.diagramId),
        ifMatch: null,
      }),
    ).rejects.toMatchObject({ code: 'unavailable' })
    await server.stop()
    expect(first.socket.closes).toMatchObject([{ code: 1012 }])
    await sync.connect({ ...seat, server: second }).untilConnected()
  })

  it('is taken over at once from a process that died; what that one still writes changes nothing', async () => {
    const store = new GatedStore()
    const { seat, connect } = await sync.open({ messages: makeDead(createProcessMessages()), store })
    const stranded = connect()
    await stranded.untilConnected()
    stranded.store.put([makeShape({ id: 'before' })])
    await stranded.untilSaved()
    const open = store.close()
    stranded.store.put([makeShape({ id: 'late' })])

    const second = await sync.startServer()
    const client = sync.connect({ ...seat, server: second })
    await client.untilConnected()
    expect(client.store.has('shape:before' as never)).toBe(true)
    client.store.put([makeShape({ id: 'after' })])
    await client.untilSaved()

    open()
    await waitFor('the old room to end', () => stranded.socket.closes.length > 0)
    expect(stranded.socket.closes).toMatchObject([{ code: 4409 }])
    expect(stranded.isSaved).toBe(false)
    const { store: stored } = await readDocument(seat.diagramId)
    expect(stored).toHaveProperty(['shape:after'])
    expect(stored).not.toHaveProperty(['shape:late'])
  })

  it('waits for a write of the old holder that is being committed', async () => {
    const { seat, connect } = await sync.open({ messages: makeDead(createProcessMessages()) })
    const stranded = connect()
    await stranded.untilConnected()
    const pool = getPool()
    const writer = await pool.connect()
    await writer.query('BEGIN')
    await writer.query('SELECT 1 FROM diagram_leases WHERE diagram_id = $1 FOR SHARE', [seat.diagramId])
    await writer.query(
      `INSERT INTO diagram_records (diagram_id, record_id, clock, state) VALUES ($1, 'shape:x', 4294967297, $2)`,
      [seat.diagramId, JSON.stringify(makeShape({ id: 'x' }))],
    )
    const second = await sync.startServer()
    const client = sync.connect({ ...seat, server: second })
    await waitUntilBlocked()
    await writer.query('COMMIT')
    writer.release()
    await client.untilConnected()
    expect(client.store.has('shape:x' as never)).toBe(true)
  })

  it('ends with 4409 when a heartbeat finds its lease gone', async () => {
    const { diagramId, connect } = await sync.open({ timings: { renewMs: 20 } })
    const client = connect()
    await client.untilConnected()
    await getPool().query("UPDATE diagram_leases SET holder = 'another', fence = fence + 1 WHERE diagram_id = $1", [
      diagramId,
    ])
    await waitFor('the end', () => client.socket.closes.length > 0)
    expect(client.socket.closes).toMatchObject([{ code: 4409 }])
  })

  it('never hands out a clock twice: who saw the clocks of a room that crashed misses nothing of the next', async () => {
    const { seat, connect } = await sync.open({ messages: makeDead(createProcessMessages()) })
    const reader = connect()
    await reader.untilConnected()
    const writer = connect()
    await writer.untilConnected()
    writer.store.put([makeShape({ id: 'a' })])
    await writer.untilSaved()
    // Moves the clock in memory, and so the reader's, far beyond what is stored.
    const pusher = sync.openRaw(seat)
    await pusher.send({
      type: 'connect',
      connectRequestId: 'c',
      lastServerClock: 0,
      protocolVersion: 7,
      schema: reader.store.schema.serialize(),
    })
    for (let clientClock = 0; clientClock < 200; clientClock++) await pusher.send({ type: 'push', clientClock })
    writer.store.put([makeShape({ id: 'c' })])
    await waitFor('the reader to have seen a high clock', () => reader.store.has('shape:c' as never))
    reader.socket.cut()
    await waitFor('the cut', () => !reader.isConnected)

    const second = await sync.startServer()
    const next = sync.connect({ ...seat, server: second })
    await next.untilConnected()
    next.store.put([makeShape({ id: 'b' })])
    await next.untilSaved()
    reader.socket.moveTo(() => second.urlOf(seat.diagramId))
    reader.socket.connect()
    await waitFor('the reader to see what it missed', () => reader.store.has('shape:b' as never))
  })
})
