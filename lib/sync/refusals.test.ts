import { describe, expect, it } from 'vitest'
import { newId, type UserId } from '@/lib/core/ids'
import { serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { insertMember, insertUser } from '@/lib/testing/factories'
import { makeShape } from '@/lib/testing/make-shape'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'

const connectMessage = {
  type: 'connect',
  connectRequestId: 'c',
  lastServerClock: 0,
  protocolVersion: 7,
  schema: serializedDocumentSchema,
}
const push = (diff: unknown) => ({ type: 'push', clientClock: 1, diff })

describe('who may connect', () => {
  useDatabase()
  const sync = useSync()

  it('refuses each with its own code, after an upgrade that a browser can see', async () => {
    const { seat } = await sync.open()
    const stranger = await insertUser()
    const codeOf = (raw: { closed: Promise<{ code: number }> }) => raw.closed.then(({ code }) => code)
    expect({
      notSignedIn: await codeOf(sync.openRaw(seat, { headers: { cookie: '' } })),
      stranger: await codeOf(sync.openRaw({ ...seat, userId: stranger.id })),
      noSuchDiagram: await codeOf(sync.openRaw({ ...seat, diagramId: newId() })),
      noDiagramId: await codeOf(sync.openRaw({ ...seat, diagramId: 'x' as never })),
      foreignOrigin: await codeOf(sync.openRaw(seat, { headers: { origin: 'https://evil.example' } })),
      noOrigin: await codeOf(sync.openRaw(seat, { headers: { origin: '' } })),
      badSession: await codeOf(sync.openRaw(seat, { query: '?sessionId=a%20b' })),
    }).toEqual({
      notSignedIn: 4401,
      stranger: 4404,
      noSuchDiagram: 4404,
      noDiagramId: 4404,
      foreignOrigin: 4403,
      noOrigin: 4403,
      badSession: 4099,
    })
  })

  it('lets a program without an origin in when it authenticates itself, and the app by its own host', async () => {
    const { seat, server } = await sync.open()
    const host = new URL(server.urlOf('x')).host
    for (const headers of [{ origin: '', authorization: 'Basic x' }, { origin: `http://${host}` }]) {
      const raw = sync.openRaw(seat, { headers })
      await raw.send(connectMessage)
      await waitFor('the hydration', () => raw.received.length > 0)
    }
  })

  it('answers 1013 while rights cannot be looked up', async () => {
    const { seat } = await sync.open({ findDiagramEntry: () => Promise.reject(new Error('no database')) })
    await expect(sync.openRaw(seat).closed).resolves.toMatchObject({ code: 1013 })
  })
})

describe('what a client may send', () => {
  useDatabase()
  const sync = useSync()
  const shape = makeShape({ id: 'a' })

  it.each([
    ['no JSON', '{', 4099],
    ['another protocol', { ...connectMessage, protocolVersion: 8 }, 4099],
    ['an old protocol', { ...connectMessage, protocolVersion: 4 }, 4099],
    ['no schema', { ...connectMessage, schema: null }, 4099],
    ['a clock that is none', { ...connectMessage, lastServerClock: -1 }, 4099],
    ['an unknown type', { type: 'shout' }, 4099],
    ['chunks out of order', '7_abc', null],
    ['text that is neither', 'hello', 1007],
    ['a diff that is no object', push([]), 4099],
    ['an operation that is none', push({ 'shape:a': ['explode'] }), 4099],
    ['a record under another id', push({ 'shape:b': ['put', shape] }), 4099],
    ['a record that changes its id', push({ 'shape:a': ['patch', { id: ['put', 'shape:b'] }] }), 4099],
    ['a record that is not valid', push({ 'shape:a': ['put', { ...shape, x: 'left' }] }), 4099],
    ['an unknown kind of record', push({ 'thing:a': ['put', { id: 'thing:a', typeName: 'thing' }] }), 4099],
    [
      'somebody else’s presence',
      push({ 'instance_presence:a': ['put', { id: 'instance_presence:a', typeName: 'instance_presence' }] }),
      4099,
    ],
    ['the end of the document', push({ 'document:document': ['remove'] }), 4099],
    ['an id from Object.prototype', push({ constructor: ['remove'] }), 4099],
    ['an operation that breaks the library', push({ 'page:page': ['patch', { meta: null }] }), 4099],
  ])('%s is refused with its reason, and the room lives on', async (_, message, code) => {
    const { seat, connect } = await sync.open()
    const raw = sync.openRaw(seat)
    await raw.send(connectMessage)
    await waitFor('the hydration', () => raw.received.length > 0)
    await raw.send(message)
    if (code === null) await raw.send('5_def')
    await expect(raw.closed).resolves.toMatchObject({ code: code ?? 1007 })
    const other = connect()
    await other.untilConnected()
    other.store.put([makeShape()])
    await other.untilSaved()
  })

  it('changes nothing by a push of which one record is not valid', async () => {
    const { seat, connect } = await sync.open()
    const raw = sync.openRaw(seat)
    await raw.send(connectMessage)
    await raw.send(push({ 'shape:a': ['put', shape], 'shape:b': ['put', { ...makeShape({ id: 'b' }), x: 'left' }] }))
    await expect(raw.closed).resolves.toMatchObject({ code: 4099, reason: 'INVALID_RECORD' })
    const other = connect()
    await other.untilConnected()
    expect(other.getRecords().filter((record) => record.typeName === 'shape')).toEqual([])
  })

  it('refuses a message over 8 MiB, whole or in chunks, with 4413', async () => {
    const { seat } = await sync.open()
    const half = 'x'.repeat(5 * 1024 * 1024)
    const chunked = sync.openRaw(seat)
    await chunked.send(`1_${half}`)
    await chunked.send(`0_${half}`)
    await expect(chunked.closed).resolves.toMatchObject({ code: 4413 })
    const whole = sync.openRaw(seat)
    await whole.send(`{"type":"ping","x":"${half}${half}"}`)
    await expect(whole.closed).resolves.toMatchObject({ code: 4413 })
  })

  it('refuses what would make a document too large, but not what makes it smaller', async () => {
    const { seat, connect, diagramId } = await sync.open({ maxDocumentBytes: 20_000 })
    const client = connect()
    await client.untilConnected()
    client.store.put([makeShape({ id: 'big', text: 'x'.repeat(15_000) })])
    await client.untilSaved()
    const raw = sync.openRaw(seat)
    await raw.send(connectMessage)
    await raw.send(push({ 'shape:b': ['put', makeShape({ id: 'b', text: 'x'.repeat(5_000) })] }))
    await expect(raw.closed).resolves.toMatchObject({ code: 4413 })
    client.store.remove(['shape:big' as never])
    await client.untilSaved()
    const { rows } = await getPool().query('SELECT size_bytes < 1000 AS small FROM diagrams WHERE id = $1', [diagramId])
    expect(rows).toEqual([{ small: true }])
  })
})

describe('a viewer', () => {
  useDatabase()
  const sync = useSync()

  it('sees and is seen, and changes nothing', async () => {
    const { seat, connect, diagramId } = await sync.open()
    const { userId } = await insertMember({ diagramId, role: 'viewer' })
    const owner = connect()
    const viewer = sync.connect({ ...seat, userId: userId as UserId })
    await Promise.all([owner.untilConnected(), viewer.untilConnected()])
    expect([owner.isReadonly, viewer.isReadonly]).toEqual([false, true])
    viewer.store.put([makeShape({ id: 'forbidden' })])
    owner.store.put([makeShape({ id: 'allowed' })])
    await waitFor('the drawing', () => viewer.store.has('shape:allowed' as never))
    await viewer.untilSaved()
    expect([owner, viewer].map((client) => client.store.has('shape:forbidden' as never))).toEqual([false, false])
  })
})
