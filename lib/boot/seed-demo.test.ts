import { afterAll, beforeAll, expect, it } from 'vitest'
import { provideDocumentGateway } from '@/lib/features/documents/document-gateway'
import { renderDocumentSvg } from '@/lib/features/documents/render/render-document-svg'
import { getDb } from '@/lib/platform/db/prisma'
import { type SyncServer, startSync } from '@/lib/sync/start-sync'
import { useDatabase } from '@/lib/testing/database'
import { seedDemo } from './seed-demo'

useDatabase()
let sync: SyncServer

beforeAll(() => {
  sync = startSync({ renderPreview: (document) => renderDocumentSvg(document).svg })
  provideDocumentGateway(sync.gateway)
})
afterAll(async () => {
  provideDocumentGateway(null)
  await sync.stop()
})

it('makes two people and ten diagrams with previews, once', async () => {
  const first = await seedDemo()
  expect(first).toMatchObject({ created: 10, existing: 0 })
  expect(first.people.map(({ password }) => password?.length)).toEqual([20, 20])
  const again = await seedDemo()
  expect(again).toMatchObject({ created: 0, existing: 10 })
  expect(again.people.map(({ password }) => password)).toEqual([null, null])

  const diagrams = await getDb().diagram.findMany({ include: { preview: true, members: true, records: true } })
  expect(diagrams).toHaveLength(10)
  expect(diagrams.filter(({ preview }) => preview?.svg.startsWith('<svg'))).toHaveLength(10)
  expect(diagrams.filter(({ members }) => members.length === 1)).toHaveLength(5)
  expect(Math.min(...diagrams.map(({ records }) => records.length))).toBeGreaterThan(15)
})
