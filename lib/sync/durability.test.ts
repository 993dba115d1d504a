import { afterEach, describe, expect, it } from 'vitest'
import { readDocument } from '@/lib/features/documents/read-document'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram } from '@/lib/testing/factories'
import { makeShape } from '@/lib/testing/make-shape'
import { SyncClient } from '@/lib/testing/sync-client'
import { headersOf, startTestSyncServer, type TestSyncServer } from '@/lib/testing/sync-server'
import { waitFor } from '@/lib/testing/wait-for'

describe('a room', () => {
  useDatabase()
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  async function open() {
    const server: TestSyncServer = await startTestSyncServer()
    ends.push(() => server.stop())
    const { id, ownerId } = await insertDiagram()
    const connect = () => {
      const client = new SyncClient({ getUrl: () => server.urlOf(id), headers: headersOf(server, ownerId) })
      ends.push(() => client.stop())
      return client
    }
    return { server, id, ownerId, connect }
  }

  it('stores an edit before it acknowledges it', async () => {
    const { id, connect } = await open()
    const ann = connect()
    const bob = connect()
    await ann.untilConnected()
    await bob.untilConnected()
    const shape = makeShape()
    ann.store.put([shape])
    await ann.untilSaved()
    const { store } = await readDocument(id)
    expect(store[shape.id]).toEqual(shape)
    await waitFor('the other to see it', () => bob.store.get(shape.id))
  })
})
