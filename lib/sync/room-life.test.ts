import { describe, expect, it, vi } from 'vitest'
import { readDocument } from '@/lib/features/documents/read-document'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { GatedStore } from '@/lib/testing/gated-store'
import { makeShape } from '@/lib/testing/make-shape'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'

const isFree = async (diagramId: string) => {
  const { rows } = await getPool().query(
    'SELECT expires_at <= now() AS free FROM diagram_leases WHERE diagram_id = $1',
    [diagramId],
  )
  return rows[0]?.free === true
}

describe('the life of a room', () => {
  useDatabase()
  const sync = useSync()

  it('closes when nobody is in it, frees its lease, and opens again with everything', async () => {
    const { diagramId, connect } = await sync.open({ timings: { idleMs: 20 } })
    const first = connect()
    await first.untilConnected()
    first.store.put([makeShape({ id: 'a' })])
    await first.untilSaved()
    first.stop()
    await waitFor('the lease to be free', () => isFree(diagramId))
    const second = connect()
    await second.untilConnected()
    expect(second.store.has('shape:a' as never)).toBe(true)
  })

  it('is opened once when many come at the same time', async () => {
    const store = new GatedStore()
    const open = vi.spyOn(store, 'open')
    const { connect } = await sync.open({ store })
    const clients = Array.from({ length: 8 }, () => connect())
    await Promise.all(clients.map((client) => client.untilConnected()))
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('survives people who come and go faster than it closes', async () => {
    const { diagramId, connect } = await sync.open({ timings: { idleMs: 0 } })
    for (let visit = 0; visit < 20; visit++) {
      const client = connect()
      await client.untilConnected()
      client.store.put([makeShape({ id: `visit-${visit}` })])
      await client.untilSaved()
      client.stop()
    }
    const ids = Object.keys((await readDocument(diagramId)).store).filter((id) => id.startsWith('shape:'))
    expect(ids).toHaveLength(20)
  })

  it('stays open with nobody in it until its last change is durable', async () => {
    const store = new GatedStore()
    const { diagramId, connect } = await sync.open({ store, timings: { idleMs: 10 } })
    const client = connect()
    await client.untilConnected()
    let attempts = 0
    store.around = async () => {
      attempts++
      throw new Error('the database is down')
    }
    client.store.put([makeShape({ id: 'a' })])
    await waitFor('the flush to fail', () => attempts > 0)
    client.stop()
    await waitFor('more attempts', () => attempts > 3)
    expect(await isFree(diagramId)).toBe(false)
    store.around = null
    await waitFor('the lease to be free', () => isFree(diagramId))
    expect((await readDocument(diagramId)).store).toHaveProperty(['shape:a'])
  })

  it('makes everything durable and tells it before a stop ends the sockets with 1012', async () => {
    const store = new GatedStore()
    const { server, diagramId, connect } = await sync.open({ store })
    const client = connect()
    await client.untilConnected()
    const open = store.close()
    client.store.put([makeShape({ id: 'a' })])
    await waitFor('the flush to begin', () => store.isWaiting)
    const stopped = server.stop()
    let acknowledged = false
    client.onAcknowledged = () => {
      acknowledged = true
    }
    open()
    await stopped
    await waitFor('the end', () => client.socket.closes.length > 0)
    expect({ acknowledged, closes: client.socket.closes }).toMatchObject({
      acknowledged: true,
      closes: [{ code: 1012 }],
    })
    expect((await readDocument(diagramId)).store).toHaveProperty(['shape:a'])
  })

  it('keeps a picture of the newest durable state, and survives a painter that fails', async () => {
    const pictures: number[] = []
    const { diagramId, connect } = await sync.open({
      timings: { previewDelayMs: 10 },
      renderPreview: (document) => {
        const shapes = Object.keys(document.store).filter((id) => id.startsWith('shape:')).length
        if (pictures.push(shapes) === 1) throw new Error('no paint')
        return `<svg>${shapes}</svg>`
      },
    })
    const client = connect()
    await client.untilConnected()
    client.store.put([makeShape()])
    await client.untilSaved()
    await waitFor('the first attempt', () => pictures.length > 0)
    client.store.put([makeShape()])
    await client.untilSaved()
    const find = () =>
      getPool().query('SELECT svg, document_clock FROM diagram_previews WHERE diagram_id = $1', [diagramId])
    const row = await waitFor('the picture', async () => (await find()).rows[0])
    const { etag } = await readDocument(diagramId)
    expect(row).toEqual({ svg: '<svg>2</svg>', document_clock: etag.replaceAll('"', '') })
  })

  it('draws the picture that a process which died did not', async () => {
    const { diagramId, connect, seat, server } = await sync.open()
    const client = connect()
    await client.untilConnected()
    client.store.put([makeShape()])
    await client.untilSaved()
    await server.stop()
    const renderPreview = vi.fn(() => '<svg/>')
    const next = await sync.startServer({ renderPreview, timings: { previewDelayMs: 5 } })
    const looker = () => sync.connect({ ...seat, server: next })
    await looker().untilConnected()
    await waitFor('the picture', async () => {
      const { rows } = await getPool().query('SELECT 1 FROM diagram_previews WHERE diagram_id = $1', [diagramId])
      return rows.length > 0
    })
    await looker().untilConnected()
    expect(renderPreview).toHaveBeenCalledTimes(1)
  })

  it('applies, stores and shows an edit of 4,000 shapes, and their deletion', async () => {
    const { diagramId, connect } = await sync.open()
    const ann = connect()
    const bob = connect()
    await Promise.all([ann.untilConnected(), bob.untilConnected()])
    const shapes = Array.from({ length: 4_000 }, (_, index) => makeShape({ id: `s${index}`, x: index }))
    const countShapes = (records: { typeName: string }[]) =>
      records.filter((record) => record.typeName === 'shape').length
    ann.store.put(shapes)
    await waitFor('the edit to be saved', () => ann.isSaved, { timeoutMs: 15_000 })
    await waitFor('the other to see it', () => countShapes(bob.getRecords()) === 4_000, { timeoutMs: 15_000 })
    expect(countShapes(Object.values((await readDocument(diagramId)).store))).toBe(4_000)
    bob.store.remove(shapes.map((shape) => shape.id))
    await waitFor('the deletion to be saved', () => bob.isSaved, { timeoutMs: 15_000 })
    await waitFor('the other to see it', () => countShapes(ann.getRecords()) === 0, { timeoutMs: 15_000 })
    expect(countShapes(Object.values((await readDocument(diagramId)).store))).toBe(0)
  }, 60_000)
})
