import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import type { DiagramId, UserId } from '@/lib/core/ids'
import { newerVersionDetail, serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import { replaceWithoutRoom } from '@/lib/features/documents/http-saving/replace-without-room'
import { initialDocumentJson } from '@/lib/features/documents/initial-document'
import { postgresDocumentStore } from '@/lib/features/documents/postgres-document-store'
import { getPool } from '@/lib/platform/db/pool'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertDiagram, insertUser, type TestRecord } from '@/lib/testing/factories'
import { makeShape } from '@/lib/testing/make-shape'
import { useSync } from '@/lib/testing/sync-fixture'

useDatabase()
const sync = useSync()

interface Stored {
  schema: { schemaVersion: number }
  records: TestRecord[]
}

/** A diagram whose rows are as an installation of that version left them. */
async function store({ schema, records }: Stored) {
  const user = await insertUser()
  const documents = records.filter(({ typeName }) => /^(document|page|shape|asset|binding)$/.test(typeName))
  const { id } = await insertDiagram({ ownerId: user.id, documentSchema: schema, records: documents })
  return { diagramId: id as DiagramId, userId: user.id as UserId, actor: actorFor(user), count: documents.length }
}

const readRows = async (diagramId: string) =>
  (
    await getPool().query<{ schema: object; records: object }>(
      `SELECT document_schema AS schema, document_clock,
         (SELECT jsonb_object_agg(record_id, state) FROM diagram_records WHERE diagram_id = id AND NOT deleted) AS records
       FROM diagrams WHERE id = $1`,
      [diagramId],
    )
  ).rows[0]

it.each(['2023-12', '2024-08'])(
  'a document that was stored in %s opens, can be drawn on and is stored anew',
  async (time) => {
    const file = await readFile(`lib/features/documents/pure/tldr-file/fixtures/${time}.tldr`, 'utf8')
    const { diagramId, userId, count } = await store(JSON.parse(file))
    const server = await sync.startServer()
    const editor = sync.connect({ server, diagramId, userId })
    await editor.untilConnected()
    expect(editor.getRecords().length).toBeGreaterThanOrEqual(count)
    const pageId = editor.getRecords().find(({ typeName }) => typeName === 'page')?.id
    editor.store.put([{ ...makeShape({ id: 'new' }), parentId: pageId as never }])
    await editor.untilSaved()
    const after = await readRows(diagramId)
    expect(after?.schema).toEqual(serializedDocumentSchema)
    expect(after?.records).toEqual(Object.fromEntries(editor.getRecords().map((record) => [record.id, record])))
  },
)

it('a document of a newer version is refused with a sentence, whichever way, and stays as it is', async () => {
  const { sequences } = { sequences: {}, ...serializedDocumentSchema }
  const newer = [
    { ...serializedDocumentSchema, sequences: { ...sequences, 'com.tldraw.shape.geo': 99 } },
    { ...serializedDocumentSchema, sequences: { ...sequences, 'org.example.shape.cloud': 1 } },
  ]
  const server = await sync.startServer()
  for (const schema of newer) {
    const cloud = { ...makeShape({ id: 'cloud' }), type: 'cloud', props: { puffs: 7 } }
    const initial = Object.values<Stored['records'][number]>(JSON.parse(initialDocumentJson).store)
    const { diagramId, userId, actor } = await store({ schema, records: [...initial, cloud] })
    const before = await readRows(diagramId)
    const raw = sync.openRaw({ server, diagramId, userId })
    expect(await raw.closed).toEqual({ code: 4099, reason: 'SERVER_TOO_OLD' })
    const write = { diagramId, actor, document: JSON.parse(initialDocumentJson), ifMatch: null }
    const refused = { code: 'unavailable', message: newerVersionDetail }
    await expect(server.gateway.replace(write)).rejects.toMatchObject(refused)
    const deps = { store: postgresDocumentStore, renderPreview: async () => '' }
    await expect(replaceWithoutRoom(write, deps)).rejects.toMatchObject(refused)
    expect(await readRows(diagramId)).toEqual(before)
  }
})
