import { PageRecordType, type TLRecord } from '@tldraw/tlschema'
import { expect, it } from 'vitest'
import type { DiagramId, UserId } from '@/lib/core/ids'
import { createProcessMessages } from '@/lib/platform/db/notify'
import { getDb } from '@/lib/platform/db/prisma'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertUser } from '@/lib/testing/factories'
import { startTestSyncServer } from '@/lib/testing/sync-server'
import { waitFor } from '@/lib/testing/wait-for'
import { createInitialRecords, serializedDocumentSchema } from '../document-schema'
import { postgresDocumentStore } from '../postgres-document-store'
import { readDocument } from '../read-document'
import type { DocumentSnapshot } from '../schema'
import { replaceWithoutRoom } from './replace-without-room'

useDatabase()

const deps = { store: postgresDocumentStore, renderPreview: async () => '<svg/>' }

/** A document with pages of these names, each of which is a record of its own. */
function makeDocument(...names: string[]): DocumentSnapshot {
  const pages = names.map((name, index) =>
    PageRecordType.create({ id: PageRecordType.createId(name), name, index: `a${index + 2}` as never }),
  )
  const records: TLRecord[] = [...createInitialRecords(), ...pages]
  return {
    schema: { ...serializedDocumentSchema },
    store: Object.fromEntries(records.map((one) => [one.id, { ...one }])),
  }
}

async function makeDiagram() {
  const user = await insertUser()
  const { id } = await insertDiagram({ ownerId: user.id })
  const diagramId = id as DiagramId
  const actor = { type: 'user', id: user.id as UserId, role: 'editor', name: '', email: '', sessionId: null } as const
  const put = (document: DocumentSnapshot, ifMatch: readonly string[] | null = null) =>
    replaceWithoutRoom({ diagramId, actor, document, ifMatch }, deps)
  const listPages = async () =>
    Object.keys((await readDocument(diagramId)).store).filter((key) => key.startsWith('page:'))
  return { diagramId, actor, put, listPages, user }
}

it('writes what changed, says what it is now called, and keeps a picture of it', async () => {
  const { diagramId, put, user } = await makeDiagram()
  const before = await readDocument(diagramId)
  const { etag } = await put(makeDocument('one', 'two'), [before.etag])
  expect(await readDocument(diagramId)).toEqual({ ...makeDocument('one', 'two'), etag })
  const row = await getDb().diagram.findUniqueOrThrow({ where: { id: diagramId } })
  expect(row.lastEditedById).toBe(user.id)
  const preview = await getDb().diagramPreview.findUniqueOrThrow({ where: { diagramId } })
  expect(`"${preview.documentClock}"`).toBe(etag)
  const clocks = async () =>
    (await getDb().diagramRecord.findMany({ where: { diagramId } })).map((one) => [one.recordId, one.clock] as const)
  const written = new Map(await clocks())
  const next = await put(makeDocument('one'), [etag])
  expect((await readDocument(diagramId)).store).toEqual(makeDocument('one').store)
  const now = new Map(await clocks())
  expect(now.get('page:one')).toBe(written.get('page:one'))
  expect(`"${now.get('page:two')}"`).toBe(next.etag)
})

it('writes nothing when nothing changed', async () => {
  const { put } = await makeDiagram()
  const { etag } = await put(makeDocument('one'))
  expect(await put(makeDocument('one'), [etag])).toEqual({ etag })
})

it('refuses what is based on an older state, and what is no document', async () => {
  const { diagramId, put, listPages } = await makeDiagram()
  const { etag } = await put(makeDocument('one'))
  await put(makeDocument('one', 'two'), [etag])
  await expect(put(makeDocument('three'), [etag])).rejects.toMatchObject({ code: 'precondition_failed' })
  expect(await listPages()).toContain('page:two')
  const { store } = makeDocument('bad')
  const broken = { ...makeDocument(), store: { ...store, 'page:bad': { id: 'page:bad', typeName: 'page' } } }
  await expect(put(broken)).rejects.toMatchObject({ code: 'invalid_input' })
  await getDb().diagram.delete({ where: { id: diagramId } })
  await expect(put(makeDocument('one'))).rejects.toMatchObject({ code: 'not_found' })
})

it('lets one of many through that write at once over the same state', async () => {
  const { put, listPages } = await makeDiagram()
  const { etag } = await put(makeDocument('first'))
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const settled = await Promise.allSettled(names.map((name) => put(makeDocument('first', name), [etag])))
  const won = names.filter((_, index) => settled[index]?.status === 'fulfilled')
  expect(won).toHaveLength(1)
  for (const one of settled) {
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: expect.stringMatching(/^(precondition_failed|unavailable)$/) })
  }
  expect((await listPages()).sort()).toEqual(['page:first', 'page:page', `page:${won[0]}`].sort())
})

it('leaves a live room alone, and a room that opens later begins with what was written', async () => {
  const { diagramId, actor, put, listPages } = await makeDiagram()
  const { etag } = await put(makeDocument('before'))
  const messages = createProcessMessages()
  const server = await startTestSyncServer({ messages })
  try {
    await waitFor('the process to be known', () => messages.listeningSinceMs)
    await server.gateway.replace({ diagramId, actor, document: makeDocument('before', 'room'), ifMatch: [etag] })
    await expect(put(makeDocument('lost'))).rejects.toMatchObject({ code: 'unavailable' })
    expect(await listPages()).toContain('page:room')
  } finally {
    await server.stop()
  }
  await put(makeDocument('after'))
  expect((await listPages()).sort()).toEqual(['page:after', 'page:page'])
})
