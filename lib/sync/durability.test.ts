import { InstancePresenceRecordType, type TLPageId } from '@tldraw/tlschema'
import { describe, expect, it } from 'vitest'
import { readDocument } from '@/lib/features/documents/read-document'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { insertAsset } from '@/lib/testing/factories'
import { GatedStore } from '@/lib/testing/gated-store'
import { makeShape } from '@/lib/testing/make-shape'
import type { SyncClient } from '@/lib/testing/sync-client'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'

const presence = (x: number) =>
  InstancePresenceRecordType.create({
    id: InstancePresenceRecordType.createId('own'),
    currentPageId: 'page:page' as TLPageId,
    userId: 'u',
    userName: 'Ann',
    cursor: { x, y: 0, type: 'default', rotation: 0 },
  })

const sees = (client: SyncClient, x: number) =>
  client.store.allRecords().some((record) => record.typeName === 'instance_presence' && record.cursor?.x === x)

describe('durable before acknowledged', () => {
  useDatabase()
  const sync = useSync()

  async function openPair() {
    const store = new GatedStore()
    const opened = await sync.open({ store })
    const ann = opened.connect()
    const bob = opened.connect()
    await Promise.all([ann.untilConnected(), bob.untilConnected()])
    return { ...opened, store, ann, bob }
  }

  it('has stored an edit when it acknowledges it, and the other sees it', async () => {
    const { diagramId, ann, bob } = await openPair()
    const shape = makeShape()
    ann.store.put([shape])
    await ann.untilSaved()
    expect((await readDocument(diagramId)).store[shape.id]).toEqual(shape)
    await waitFor('the other to see it', () => bob.store.get(shape.id))
  })

  it('tells nobody of an edit whose flush is under way, newcomers included, and keeps the order of everything else', async () => {
    const { store, ann, bob, connect } = await openPair()
    const open = store.close()
    const shape = makeShape()
    ann.store.put([shape])
    const pings: string[] = []
    bob.socket.raw?.on('message', (data) => pings.push(String(data)))
    await waitFor('the flush to begin', () => store.isWaiting)
    const newcomer = connect()
    ann.presence.set(presence(77))
    bob.socket.sendMessage({ type: 'ping' })
    await waitFor('a pong past what is held', () => pings.includes('{"type":"pong"}'))
    await waitFor('the newcomer to be online', () => newcomer.socket.connectionStatus === 'online')
    expect({
      saved: ann.isSaved,
      seen: bob.store.has(shape.id),
      cursorOvertook: sees(bob, 77),
      newcomerConnected: newcomer.isConnected,
    }).toEqual({ saved: false, seen: false, cursorOvertook: false, newcomerConnected: false })

    open()
    await ann.untilSaved()
    await waitFor('the other to see both', () => bob.store.has(shape.id) && sees(bob, 77))
    await newcomer.untilConnected()
    expect(newcomer.store.has(shape.id)).toBe(true)
  })

  it('lets presence through at once while nothing waits to be stored', async () => {
    const { store, ann, bob } = await openPair()
    store.close()
    ann.presence.set(presence(5))
    await waitFor('the cursor', () => sees(bob, 5))
    expect(store.flushed).toEqual([])
  })

  it('writes nothing when a new diagram is only looked at', async () => {
    const { diagramId } = await openPair()
    const { rows } = await getPool().query('SELECT count(*)::int AS n FROM diagram_records WHERE diagram_id = $1', [
      diagramId,
    ])
    expect(rows).toEqual([{ n: 0 }])
    expect(Object.keys((await readDocument(diagramId)).store).sort()).toEqual(['document:document', 'page:page'])
  })

  it('tries again while the database is down, acknowledges nothing meanwhile and loses nothing', async () => {
    const { diagramId, store, ann } = await openPair()
    let attempts = 0
    store.around = async () => {
      attempts++
      throw new Error('the database is down')
    }
    const shape = makeShape()
    ann.store.put([shape])
    await waitFor('a second attempt', () => attempts >= 2)
    ann.store.update(shape.id, (record) => ({ ...record, x: 42 }))
    expect(ann.isSaved).toBe(false)
    store.around = null
    await ann.untilSaved()
    expect((await readDocument(diagramId)).store[shape.id]).toMatchObject({ x: 42 })
  })

  it('does not hold back without end: everybody is sent away, keeps the changes, and saves them afterwards', async () => {
    const store = new GatedStore()
    const { diagramId, connect } = await sync.open({ store, maxHeldBytes: 20_000 })
    const [ann, bob] = [connect(), connect()]
    await Promise.all([ann.untilConnected(), bob.untilConnected()])
    const open = store.close()
    const shape = makeShape()
    ann.store.put([shape])
    await waitFor('the flush to begin', () => store.isWaiting)
    for (let x = 0; ann.socket.closes.length === 0 || bob.socket.closes.length === 0; x++) {
      ann.presence.set(presence(x))
      await new Promise(setImmediate)
    }
    expect([...ann.socket.closes, ...bob.socket.closes]).toMatchObject([{ code: 1013 }, { code: 1013 }])
    open()
    ann.socket.connect()
    await ann.untilSaved()
    expect((await readDocument(diagramId)).store[shape.id]).toEqual(shape)
  })

  it('repeats a flush whose outcome is unknown without harm', async () => {
    const { diagramId, store, ann } = await openPair()
    let written = 0
    store.around = async (flush) => {
      await flush()
      if (++written === 1) throw new Error('the connection broke before the answer')
      return 'written'
    }
    const shape = makeShape()
    ann.store.put([shape])
    await ann.untilSaved()
    expect(written).toBeGreaterThanOrEqual(2)
    expect((await readDocument(diagramId)).store[shape.id]).toEqual(shape)
  })

  it('is not undone by a flush that was given up and arrives after its repeat', async () => {
    const { diagramId, store, ann } = await openPair()
    const late: (() => Promise<unknown>)[] = []
    store.around = async (flush) => {
      if (late.push(flush) === 1) throw new Error('no answer in time')
      return flush()
    }
    const shape = makeShape({ x: 1 })
    ann.store.put([shape])
    await waitFor('the first attempt', () => late.length >= 1)
    ann.store.update(shape.id, (record) => ({ ...record, x: 2 }))
    await ann.untilSaved()
    const { etag } = await readDocument(diagramId)
    await late[0]?.()
    expect(await readDocument(diagramId)).toMatchObject({ etag, store: { [shape.id]: { x: 2 } } })
  })

  it('starts over from what is durable when changes can never be stored, and the clients push again', async () => {
    const { diagramId, store, ann } = await openPair()
    let refusals = 0
    store.around = async (flush) => (refusals++ === 0 ? 'refused' : flush())
    const shape = makeShape()
    ann.store.put([shape])
    await waitFor('the room to end', () => ann.socket.closes.some(({ code }) => code === 1011))
    ann.socket.connect()
    await ann.untilSaved()
    expect((await readDocument(diagramId)).store).toHaveProperty([shape.id])
  })

  it('stores deletions and restored records', async () => {
    const { diagramId, ann, bob } = await openPair()
    const shape = makeShape()
    ann.store.put([shape])
    await ann.untilSaved()
    ann.store.remove([shape.id])
    await ann.untilSaved()
    expect((await readDocument(diagramId)).store).not.toHaveProperty([shape.id])
    ann.store.put([shape])
    await ann.untilSaved()
    expect((await readDocument(diagramId)).store).toHaveProperty([shape.id])
    await waitFor('the other to see it', () => bob.store.has(shape.id))
  })

  it('keeps who edited last, the size and the clock beside the document', async () => {
    const { diagramId, userId, ann } = await openPair()
    ann.store.put([makeShape()])
    await ann.untilSaved()
    const { rows } = await getPool().query(
      'SELECT last_edited_by_id, size_bytes > 400 AS sized, document_clock::text AS clock FROM diagrams WHERE id = $1',
      [diagramId],
    )
    const { etag } = await readDocument(diagramId)
    expect(rows).toEqual([{ last_edited_by_id: userId, sized: true, clock: etag.replaceAll('"', '') }])
  })

  it('links the uploads that the document shows, for good', async () => {
    const { diagramId, ann } = await openPair()
    const [picture, image, favicon] = await Promise.all(
      ['ab', 'cd', 'ef'].map(async (pair) => (await insertAsset({ id: pair.repeat(32) as never })).id),
    )
    await getPool().query(
      'INSERT INTO diagram_assets (diagram_id, asset_id, pending_since) VALUES ($1, $2, now()), ($1, $3, now())',
      [diagramId, picture, image],
    )
    const at = (id = '') => `/api/assets/${id}`
    ann.store.put([
      {
        id: 'asset:one' as never,
        typeName: 'asset',
        type: 'image',
        props: { name: 'a.png', src: at(picture), w: 1, h: 1, mimeType: 'image/png', isAnimated: false },
        meta: {},
      },
      {
        id: 'asset:two' as never,
        typeName: 'asset',
        type: 'bookmark',
        props: { src: 'https://a.example', title: '', description: '', image: at(image), favicon: at(favicon) },
        meta: {},
      },
    ])
    await waitFor('an answer', () => ann.isSaved || ann.socket.closes.length > 0)
    const { rows } = await getPool().query(
      'SELECT asset_id, pending_since FROM diagram_assets WHERE diagram_id = $1 ORDER BY asset_id',
      [diagramId],
    )
    expect(rows).toEqual([picture, image, favicon].map((asset_id) => ({ asset_id, pending_since: null })))
  })

  it('stores text that PostgreSQL has no place for, and the writer sees what was stored', async () => {
    const { diagramId, ann, bob } = await openPair()
    const shape = makeShape({ meta: { note: 'a\0b\ud800c😀' } })
    ann.store.put([shape])
    await ann.untilSaved()
    const stored = { meta: { note: 'ab\ufffdc😀' } }
    expect((await readDocument(diagramId)).store[shape.id]).toMatchObject(stored)
    expect(ann.store.get(shape.id)).toMatchObject(stored)
    await waitFor('the other to see it', () => bob.store.has(shape.id))
    expect(bob.store.get(shape.id)).toMatchObject(stored)
  })
})
