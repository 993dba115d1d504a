import { describe, expect, it } from 'vitest'
import { readDocument } from '@/lib/features/documents/read-document'
import type { DocumentSnapshot } from '@/lib/features/documents/schema'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertUser } from '@/lib/testing/factories'
import { GatedStore } from '@/lib/testing/gated-store'
import { makeShape } from '@/lib/testing/make-shape'
import { useSync } from '@/lib/testing/sync-fixture'
import { waitFor } from '@/lib/testing/wait-for'

const withRecords = (document: DocumentSnapshot, ...records: { id: string; typeName: string }[]): DocumentSnapshot => ({
  schema: document.schema,
  store: { ...document.store, ...Object.fromEntries(records.map((record) => [record.id, { ...record }])) },
})

describe('replacing a document over HTTP', () => {
  useDatabase()
  const sync = useSync()

  async function open() {
    const store = new GatedStore()
    const opened = await sync.open({ store })
    const actor = actorFor(await insertUser())
    const { diagramId, server } = opened
    const replace = (document: DocumentSnapshot, etag: string | null) =>
      server.gateway.replace({ diagramId, actor, document, ifMatch: etag === null ? null : ['"other"', etag] })
    return { ...opened, store, actor, replace, read: () => readDocument(diagramId) }
  }

  it('is seen by open editors at once, is durable and answers the new etag', async () => {
    const { connect, replace, read } = await open()
    const editor = connect()
    await editor.untilConnected()
    editor.store.put([makeShape({ id: 'old' })])
    await editor.untilSaved()
    const { etag: before, ...document } = await read()
    const { 'shape:old': _, ...kept } = document.store
    const { etag } = await replace(withRecords({ ...document, store: kept }, makeShape({ id: 'new' })), before)
    const after = await read()
    expect(after.etag).toBe(etag)
    expect(etag).not.toBe(before)
    expect(Object.keys(after.store).sort()).toEqual(['document:document', 'page:page', 'shape:new'])
    await waitFor('the editor to see it', () => editor.store.has('shape:new' as never))
    expect(editor.store.has('shape:old' as never)).toBe(false)
  })

  it('is refused as stale when the document has changed since, also when the change is not durable yet', async () => {
    const { connect, replace, read, store } = await open()
    const editor = connect()
    await editor.untilConnected()
    const { etag, ...document } = await read()
    editor.store.put([makeShape({ id: 'meanwhile' })])
    await editor.untilSaved()
    await expect(replace(document, etag)).rejects.toMatchObject({ code: 'precondition_failed' })
    const current = await read()
    const release = store.close()
    editor.store.put([makeShape({ id: 'undecided' })])
    await waitFor('the flush to begin', () => store.isWaiting)
    const answers = await Promise.allSettled([replace(document, current.etag)])
    expect(answers).toMatchObject([{ reason: { code: 'precondition_failed' } }])
    release()
    await editor.untilSaved()
    expect(Object.keys((await read()).store)).toEqual(expect.arrayContaining(['shape:meanwhile', 'shape:undecided']))
  })

  it('keeps the etag when it changes nothing', async () => {
    const { replace, read } = await open()
    await replace(withRecords(await read(), makeShape({ id: 'a' })), null)
    const { etag, ...document } = await read()
    await expect(replace(document, etag)).resolves.toEqual({ etag })
  })

  it('lets one of two writers with the same etag win', async () => {
    const { replace, read } = await open()
    const { etag, ...document } = await read()
    const answers = await Promise.allSettled([
      replace(withRecords(document, makeShape({ id: 'a' })), etag),
      replace(withRecords(document, makeShape({ id: 'b' })), etag),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('names the record that is not valid, and changes nothing', async () => {
    const { replace, read } = await open()
    const before = await read()
    const broken = { ...makeShape({ id: 'a' }), x: 'left' }
    await expect(replace(withRecords(before, broken), null)).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'store.shape:a', code: 'invalid_record' }],
    })
    expect(await read()).toEqual(before)
  })

  it('is not found when the diagram is gone', async () => {
    const { server, read, actor } = await open()
    const document = await read()
    await expect(
      server.gateway.replace({ diagramId: '0'.repeat(20) as never, actor, document, ifMatch: null }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
