import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/core/ids'
import { serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { useDatabase } from '@/lib/testing/database'
import { insertMember, insertUser } from '@/lib/testing/factories'
import { makeShape } from '@/lib/testing/make-shape'
import { useSync } from '@/lib/testing/sync-fixture'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { waitFor } from '@/lib/testing/wait-for'
import { readSocketLimits, type SocketLimits } from './socket-limits'

useDatabase()
const clock = useTestKv()
const sync = useSync()

const limits = (given: Partial<SocketLimits>) => ({ socketLimits: { ...readSocketLimits(), ...given } })
const connectMessage = {
  type: 'connect',
  connectRequestId: 'c',
  lastServerClock: 0,
  protocolVersion: 7,
  schema: serializedDocumentSchema,
}
const tooMany = { code: 4429 }

describe('connections', () => {
  it('of one person are limited, whichever diagram they are to; closing one makes room', async () => {
    const { seat } = await sync.open(limits({ perUser: 3 }))
    const enter = async () => {
      const raw = sync.openRaw(seat)
      await raw.send(connectMessage)
      await Promise.race([raw.closed, waitFor('the hydration', () => raw.received.length > 0)])
      return raw
    }
    const first = await enter()
    await enter()
    await enter()
    await expect((await enter()).closed).resolves.toMatchObject({
      ...tooMany,
      reason: expect.stringContaining('person'),
    })
    first.socket.close()
    await first.closed
    expect((await enter()).received.length).toBeGreaterThan(0)
  })

  it('of one address are limited before anybody asks who it is', async () => {
    let asked = 0
    const findActor = async () => {
      asked++
      return { type: 'anonymous' } as const
    }
    // A gap in the messages of others would have everybody asked once more.
    const messages = { ...getProcessMessages(), subscribe: () => async () => {}, onResync: () => () => {} }
    const { seat } = await sync.open({ ...limits({ perAddress: 0, openedPerMinute: 2 }), findActor, messages })
    const codes = []
    for (let n = 0; n < 4; n++) codes.push((await sync.openRaw(seat).closed).code)
    expect([codes, asked]).toEqual([[4401, 4401, 4429, 4429], 2])
    clock.ms += 60_001
    expect((await sync.openRaw(seat).closed).code).toBe(4401)
  })

  it('of one address are limited at the same time', async () => {
    const { seat } = await sync.open(limits({ perAddress: 2 }))
    const open = [sync.openRaw(seat), sync.openRaw(seat)]
    for (const raw of open) await raw.send(connectMessage)
    await expect(sync.openRaw(seat).closed).resolves.toMatchObject({
      ...tooMany,
      reason: expect.stringContaining('address'),
    })
    open[0]!.socket.close()
    await open[0]!.closed
    const next = sync.openRaw(seat)
    await next.send(connectMessage)
    await waitFor('the hydration', () => next.received.length > 0)
  })
})

describe('a socket', () => {
  it.each([
    ['too many messages', { messagesPerSecond: 20 }, 250, { type: 'ping' }],
    ['too many bytes', { bytesPerSecond: 10_000 }, 5, { type: 'ping', padding: 'x'.repeat(50_000) }],
  ])('that sends %s is closed, and the room lives on', async (_, given, count, message) => {
    const { seat, connect } = await sync.open(limits(given))
    const { userId } = await insertMember({ diagramId: seat.diagramId })
    const flood = sync.openRaw({ ...seat, userId })
    await flood.send(connectMessage)
    for (let n = 0; n < count; n++) await flood.send(message)
    await expect(flood.closed).resolves.toMatchObject(tooMany)
    const other = connect()
    await other.untilConnected()
    other.store.put([makeShape()])
    await other.untilSaved()
  })

  it('that floods with control frames is closed', async () => {
    const { seat } = await sync.open(limits({ messagesPerSecond: 20 }))
    const flood = sync.openRaw(seat)
    await flood.send(connectMessage)
    await waitFor('the hydration', () => flood.received.length > 0)
    for (let n = 0; n < 500; n++) flood.socket.ping()
    // Whoever does this may be too busy to read why.
    expect([4429, 1006]).toContain((await flood.closed).code)
  })
})

describe('what people do passes', () => {
  it('pasting 4,000 shapes while three others draw and move their cursors sixty times a second', async () => {
    const { seat, connect } = await sync.open()
    const painter = connect()
    await painter.untilConnected()
    const others = await Promise.all(
      [1, 2, 3].map(async () => {
        const { userId } = await insertMember({ diagramId: seat.diagramId, userId: (await insertUser()).id })
        const raw = sync.openRaw({ ...seat, userId })
        await raw.send(connectMessage)
        return raw
      }),
    )
    let clientClock = 0
    const drawing = setInterval(() => {
      for (const [index, raw] of others.entries()) {
        const id = `other-${index}-${clientClock++}`
        void raw.send({ type: 'push', clientClock, diff: { [`shape:${id}`]: ['put', makeShape({ id })] } })
      }
    }, 16)
    painter.store.put(Array.from({ length: 4_000 }, () => makeShape({ id: newId(), text: 'pasted' })))
    await painter.untilSaved()
    clearInterval(drawing)
    expect([painter.socket.closes, others.map((raw) => raw.socket.readyState)]).toEqual([[], [1, 1, 1]])
  })
})
