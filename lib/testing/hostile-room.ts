import { afterEach, beforeEach, expect } from 'vitest'
import { WebSocket } from 'ws'
import type { UserId } from '@/lib/core/ids'
import { serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import { renderDocumentSvg } from '@/lib/features/documents/render/render-document-svg'
import { captureLog } from './capture-log'
import { useDatabase } from './database'
import { FrameSocket } from './frame-socket'
import { makeShape } from './make-shape'
import type { SyncClient } from './sync-client'
import { type RawClient, useSync } from './sync-fixture'
import { headersOf } from './sync-server'
import { waitFor } from './wait-for'

export const connectMessage = {
  type: 'connect',
  connectRequestId: 'c',
  lastServerClock: 0,
  protocolVersion: 7,
  schema: serializedDocumentSchema,
}
export const push = (diff: unknown, presence?: unknown) => ({ type: 'push', clientClock: 1, diff, presence })
export const put = (record: { id: string; [field: string]: unknown }) => push({ [record.id]: ['put', record] })
/** Of the shape that the artist drew before. */
export const patch = (value: unknown) => push({ 'shape:before': ['patch', value] })
/** JSON keeps it as a key, which an object literal does not. */
export const withProto = (json: string) => JSON.parse(json.replaceAll('PROTO', '__proto__'))
export const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** What became of a message: the code of the close, or that the socket is still served. */
export async function outcomeOf(raw: RawClient): Promise<number | 'served'> {
  const closed = raw.closed.then(({ code }) => code)
  // The first may be answered in the same turn, before what went wrong is known.
  for (let ping = 0; ping < 2; ping++) {
    const seen = raw.received.length
    await raw.send({ type: 'ping' })
    const isAnswered = () => raw.received.slice(seen).some((text) => text.includes('pong'))
    await waitFor('an answer', () => isAnswered() || raw.socket.readyState === WebSocket.CLOSED)
  }
  return await Promise.race([closed, Promise.resolve('served' as const)])
}

/**
 * A room for each test, in which somebody draws beside the attacker. Whatever the attacker did: their connection stays, what
 * they draw is saved and seen, and nothing is logged as a fault of ours.
 */
export function useHostileRoom() {
  useDatabase()
  const sync = useSync()
  const log = captureLog('warn')
  let world: Awaited<ReturnType<typeof sync.open>>
  let artist: SyncClient

  beforeEach(async () => {
    world = await sync.open({
      renderPreview: (document) => renderDocumentSvg(document).svg,
      timings: { previewDelayMs: 1 },
    })
    artist = world.connect()
    await artist.untilConnected()
    artist.store.put([makeShape({ id: 'before', meta: { list: [1, 2], deep: { list: [{}] } } })])
    await artist.untilSaved()
  })

  afterEach(async () => {
    artist.store.put([makeShape({ id: 'after' })])
    await artist.untilSaved()
    const other = world.connect()
    await other.untilConnected()
    const ids = other.getRecords().map(({ id }) => String(id))
    expect(ids).toEqual(expect.arrayContaining(['shape:before', 'shape:after']))
    expect(artist.socket.closes).toEqual([])
    expect(log.lines.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([])
  })

  return {
    get world() {
      return world
    },
    get artist() {
      return artist
    },
    openRaw: () => sync.openRaw(world.seat),
    /** A socket in the room, without a client. */
    async enter(userId: UserId = world.userId): Promise<RawClient> {
      const raw = sync.openRaw({ ...world.seat, userId })
      await raw.send(connectMessage)
      await waitFor('the hydration', () => raw.received.length > 0)
      return raw
    },
    openFrames: () => FrameSocket.open(world.server.urlOf(world.diagramId), headersOf(world.userId)),
  }
}
