import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RoomSnapshot, TLSocketRoom } from '@tldraw/sync-core'
import { createTLSchema, type TLRecord } from '@tldraw/tlschema'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import { useDatabase } from '@/lib/testing/database'
import { makeShape } from '@/lib/testing/make-shape'
import { RawClient, useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'
import { maxTombstones } from './prune-tombstones'

const connectMessage = (lastServerClock = 0) => ({
  type: 'connect',
  connectRequestId: 'c',
  lastServerClock,
  protocolVersion: 7,
  schema: serializedDocumentSchema,
})

interface Hello {
  type: string
  hydrationType: string
  serverClock: number
  diff: Record<string, unknown>
}

async function hello(client: RawClient, lastServerClock = 0): Promise<Hello> {
  await client.send(connectMessage(lastServerClock))
  const text = await waitFor('the hydration', () => client.received.find((each) => each.includes('hydrationType')))
  return JSON.parse(text)
}

const answered = (client: RawClient, clientClock: number) =>
  waitFor('the answer', () => client.answers.get(clientClock))

/** Draws more shapes than deletions are remembered, lets somebody see them, and deletes them. */
async function drawAndDelete(writer: RawClient, look: () => Promise<Hello>): Promise<number> {
  const shapes = Array.from({ length: maxTombstones + 50 }, (_, index) => makeShape({ id: `s${index}` }))
  await hello(writer)
  const puts = Object.fromEntries(shapes.map((shape) => [shape.id, ['put', shape]]))
  await writer.send({ type: 'push', clientClock: 1, diff: puts })
  await answered(writer, 1)
  const { serverClock } = await look()
  const ids = shapes.map((shape) => shape.id)
  for (let clientClock = 2; ids.length > 0; clientClock++) {
    const diff = Object.fromEntries(ids.splice(0, 50).map((id) => [id, ['remove']]))
    await writer.send({ type: 'push', clientClock, diff })
    if (ids.length === 0) await answered(writer, clientClock)
  }
  return serverClock
}

/** What a room on the library alone does: the tests below would not be needed if it did otherwise. */
describe('the bare library', () => {
  const ends: (() => unknown)[] = []
  afterEach(() => {
    for (const end of ends.splice(0)) end()
  })

  async function startBare(initialSnapshot?: RoomSnapshot): Promise<(query: string) => RawClient> {
    const snapshot = initialSnapshot ? { initialSnapshot } : {}
    const room = new TLSocketRoom<TLRecord, void>({ schema: createTLSchema(), log: {}, ...snapshot })
    const server = createServer()
    new WebSocketServer({ server }).on('connection', (socket, request) => {
      const sessionId = new URL(request.url ?? '', 'http://_').searchParams.get('sessionId') ?? ''
      room.handleSocketConnect({ sessionId, socket })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    ends.push(
      () => room.close(),
      () => server.close(),
    )
    const { port } = server.address() as AddressInfo
    return (query) => new RawClient(`ws://127.0.0.1:${port}/${query}`, {})
  }

  it('ends the new session of a tab when its old socket closes late', async () => {
    const open = await startBare()
    const old = open('?sessionId=tab')
    await hello(old)
    const current = open('?sessionId=tab')
    await hello(current)
    old.socket.close()
    await expect(current.closed).resolves.toBeDefined()
  })

  it('lets a client that returns late keep shapes whose deletion it has forgotten', async () => {
    const deletions = maxTombstones + 1
    const clocks = Array.from({ length: deletions }, (_, index) => [`shape:s${index}`, 1_000 + index])
    const open = await startBare({
      clock: 1_000 + deletions,
      documents: [],
      tombstones: Object.fromEntries(clocks),
      schema: serializedDocumentSchema,
    })
    const { hydrationType, diff } = await hello(open('?sessionId=later'), 999)
    expect(hydrationType).toBe('wipe_presence')
    expect(Object.keys(diff).length).toBeLessThan(deletions)
  })
})

describe('our room', () => {
  useDatabase()
  const sync = useSync()

  it('keeps the new session of a tab, and closes the old socket itself', async () => {
    const { seat } = await sync.open()
    const old = sync.openRaw(seat, { query: '?sessionId=tab' })
    await hello(old)
    const current = sync.openRaw(seat, { query: '?sessionId=tab' })
    await hello(current)
    await expect(old.closed).resolves.toMatchObject({ code: 1000 })
    await current.send({ type: 'push', clientClock: 1, diff: { 'shape:a': ['put', makeShape({ id: 'a' })] } })
    await expect(answered(current, 1)).resolves.toMatchObject({ action: 'commit' })
  })

  it('does not let one person take over the session of another by its id', async () => {
    const { seat } = await sync.open()
    const mine = sync.openRaw(seat, { query: '?sessionId=tab' })
    await hello(mine)
    const other = await sync.open()
    await hello(sync.openRaw({ ...other.seat }, { query: '?sessionId=tab' }))
    await mine.send({ type: 'ping' })
    await waitFor('a pong', () => mine.received.includes('{"type":"pong"}'))
  })

  it('gives a client whose memory is too old the whole document, also after a restart', async () => {
    const { seat, server } = await sync.open()
    const clock = await drawAndDelete(sync.openRaw(seat), () => hello(sync.openRaw(seat)))
    const before = await hello(sync.openRaw(seat), clock)
    await server.stop()
    const next = await sync.startServer()
    const after = await hello(sync.openRaw({ ...seat, server: next }), clock)
    const recent = await hello(sync.openRaw({ ...seat, server: next }), before.serverClock)
    expect([before.hydrationType, after.hydrationType, recent.hydrationType]).toEqual([
      'wipe_all',
      'wipe_all',
      'wipe_presence',
    ])
  })

  it('loses no pending edit of a client that has to start from the whole document', async () => {
    const { connect, seat } = await sync.open()
    const late = connect()
    await late.untilConnected()
    const [kept, doomed] = [makeShape({ id: 'kept' }), makeShape({ id: 'doomed' })]
    late.store.put([kept, doomed])
    await late.untilSaved()
    late.socket.cut()
    await waitFor('the cut', () => !late.isConnected)
    late.store.put([makeShape({ id: 'new' })])
    late.store.update(kept.id, (record) => ({ ...record, x: 99 }))

    const writer = sync.openRaw(seat)
    await drawAndDelete(writer, () => hello(sync.openRaw(seat)))
    await writer.send({ type: 'push', clientClock: 9_999, diff: { [doomed.id]: ['remove'] } })
    await answered(writer, 9_999)

    late.socket.connect()
    await late.untilSaved()
    const other = connect()
    await other.untilConnected()
    const shapes = (client: typeof late) =>
      client
        .getRecords()
        .filter((record) => record.typeName === 'shape')
        .map(({ id, x }) => `${id} ${x}`)
        .sort()
    expect(shapes(late)).toEqual(['shape:kept 99', 'shape:new 0'])
    expect(shapes(other)).toEqual(shapes(late))
  })
})
