import { createShapeId, type TLAssetStore, type TLShape, type TLShapeId } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { createInitialRecords, serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import { makeShape } from '@/lib/testing/make-shape'
import { waitFor } from '@/lib/testing/wait-for'
import type { ClientNotice } from '../diagram-client'
import type { KeptChanges, KeptChangesStore } from '../kept-changes'
import type { TabClaims } from '../tab-claims'
import { HttpDiagramClient } from './http-diagram-client'
import { computeHttpAction, type HttpTransport, type Snapshot } from './http-transport'

const stops: (() => unknown)[] = []
afterEach(() => {
  for (const stop of stops.splice(0).reverse()) stop()
})

const assets: TLAssetStore = { upload: () => Promise.reject(new Error('no uploads here')) }
const boxId = createShapeId('box')

/** What the API does with the document of one diagram. */
class FakeServer {
  clock = 1
  status = 200
  access: 'editor' | 'viewer' = 'editor'
  document: Snapshot = {
    schema: serializedDocumentSchema,
    store: Object.fromEntries(createInitialRecords().map((record) => [record.id, record])) as Snapshot['store'],
  }

  get etag() {
    return `"${this.clock}"`
  }

  readonly transport: HttpTransport = {
    read: async (knownAs) => {
      if (this.status !== 200) return { type: 'failed', action: computeHttpAction(this.status) }
      if (knownAs === this.etag) return { type: 'unchanged' }
      const facts = { etag: this.etag, knownAs: this.etag, title: 'A title', isReadonly: this.access === 'viewer' }
      return { type: 'read', diagram: { document: structuredClone(this.document), ...facts } }
    },
    save: async (document, ifMatch) => {
      if (this.status !== 200) return { type: 'failed', action: computeHttpAction(this.status) }
      if (ifMatch !== this.etag) return { type: 'stale' }
      this.document = structuredClone(document)
      this.clock++
      return { type: 'saved', etag: this.etag }
    },
  }

  find = (id: TLShapeId) => this.document.store[id] as TLShape | undefined
}

function openBrowser() {
  const lying = new Map<string, KeptChanges>()
  const keptChanges: KeptChangesStore = {
    put: async (kept) => void lying.set(kept.tabId, structuredClone(kept)),
    list: async () => [...lying.values()],
    remove: async ({ tabId }) => void lying.delete(tabId),
  }
  const claims: TabClaims = { hold: async () => () => undefined, take: async () => () => undefined }
  return { lying, keptChanges, claims }
}

async function openTab(server: FakeServer, browser = openBrowser(), saveAfterMs = 5) {
  const notices: ClientNotice[] = []
  const client = new HttpDiagramClient({
    diagramId: 'd1',
    user: { id: 'ann', name: 'Ann', color: '#2b50e0' },
    assets,
    transport: server.transport,
    isVisible: () => true,
    onFault: (error) => expect.fail(String(error)),
    onNotice: (notice) => notices.push(notice),
    now: Date.now,
    timings: { saveAfterMs, lookEveryMs: 10 },
    ...browser,
  })
  stops.push(() => client.stop())
  await waitFor('the diagram', () => client.loaded.get())
  const find = (id: TLShapeId) => client.store.get(id)
  const change = (id: TLShapeId, over: Partial<TLShape>) => client.store.update(id, (shape) => ({ ...shape, ...over }))
  const isSaved = () => client.saveState.get().status === 'saved'
  return { client, notices, find, change, isSaved, ...browser }
}

const draw = ({ client }: { client: HttpDiagramClient }, id: TLShapeId, over: Partial<TLShape> = {}) =>
  client.store.put([{ ...makeShape(), id, ...over } as TLShape])

const never = 60_000
const conflictsOf = ({ client }: { client: HttpDiagramClient }) =>
  client.conflicts.report.get()?.conflicts.map(({ id, kind, properties }) => ({ id, kind, properties })) ?? []

test('what one draws is saved, and another one sees it', async () => {
  const server = new FakeServer()
  const [ann, ben] = [await openTab(server), await openTab(server)]
  expect(ann.client.title.get()).toBe('A title')
  draw(ann, boxId)
  await waitFor('the save', () => server.find(boxId) !== undefined && ann.isSaved())
  await waitFor('the other one', () => ben.find(boxId) !== undefined)
  expect(ann.lying.size).toBe(0)
})

test('two people who change different things of the same shapes both keep what they did, and nobody is asked', async () => {
  const server = new FakeServer()
  const ann = await openTab(server)
  draw(ann, boxId)
  await waitFor('the save', () => server.find(boxId))
  const ben = await openTab(server)
  ann.change(boxId, { x: 100 })
  ben.change(boxId, { rotation: 1 })
  draw(ben, createShapeId('bens'))
  const isSame = () => [ann, ben].every(({ find }) => find(boxId)?.x === 100 && find(boxId)?.rotation === 1)
  await waitFor(
    'both',
    () => isSame() && server.find(createShapeId('bens')) !== undefined && ann.isSaved() && ben.isSaved(),
  )
  expect(server.find(boxId)).toMatchObject({ x: 100, rotation: 1 })
  expect([conflictsOf(ann), conflictsOf(ben)]).toEqual([[], []])
})

/** Ann changes the box in the server's state while Ben's changes wait. */
async function meet({ ann, ben }: { ann: (tab: Tab) => void; ben: (tab: Tab) => void }) {
  const server = new FakeServer()
  const first = await openTab(server)
  draw(first, boxId)
  await waitFor('the save', () => server.find(boxId))
  const second = await openTab(server, openBrowser(), never)
  await waitFor('it to be seen', () => second.find(boxId))
  server.status = 503
  await waitFor('both to be offline', () =>
    [first, second].every(({ client }) => client.socket.phase.get().type === 'waiting'),
  )
  ann(first)
  ben(second)
  server.status = 200
  const before = server.clock
  first.client.socket.retryNow()
  await waitFor("Ann's save", () => server.clock > before)
  second.client.socket.retryNow()
  await waitFor('the conflict', () => second.client.conflicts.report.get())
  await waitFor("Ben's save", () => second.isSaved())
  return { server, first, second }
}
type Tab = Awaited<ReturnType<typeof openTab>>

test('of the same property the last to save stands, and can take the other one', async () => {
  const { server, second } = await meet({
    ann: ({ change }) => change(boxId, { x: 1, y: 7 }),
    ben: ({ change }) => change(boxId, { x: 2 }),
  })
  expect(conflictsOf(second)).toEqual([{ id: boxId, kind: 'both-changed', properties: ['x'] }])
  expect(server.find(boxId)).toMatchObject({ x: 2, y: 7 })
  const report = second.client.conflicts.report.get()!
  expect(report.ownCopy.store[boxId]).toMatchObject({ x: 2, y: 0 })
  second.client.conflicts.takeAlternative(report.conflicts[0]!)
  expect(second.client.conflicts.report.get()).toBeNull()
  await second.client.flush()
  await waitFor('theirs', () => server.find(boxId)?.x === 1)
})

test('what somebody deleted that another one changed is gone, told of, and can be brought back', async () => {
  const there = await meet({
    ann: ({ client }) => client.store.remove([boxId]),
    ben: ({ change }) => change(boxId, { x: 2 }),
  })
  expect(there.server.find(boxId)).toBeUndefined()
  expect(conflictsOf(there.second)).toEqual([{ id: boxId, kind: 'deleted-there', properties: [] }])
  there.second.client.conflicts.takeAlternative(there.second.client.conflicts.report.get()!.conflicts[0]!)
  await there.second.client.flush()
  await waitFor('it to be back', () => there.server.find(boxId)?.x === 2)
  const here = await meet({
    ann: ({ change }) => change(boxId, { x: 1 }),
    ben: ({ client }) => client.store.remove([boxId]),
  })
  expect(conflictsOf(here.second)).toEqual([{ id: boxId, kind: 'deleted-here', properties: [] }])
  expect(here.server.find(boxId)).toBeUndefined()
})

test('a new shape whose frame somebody deleted goes to the page', async () => {
  const inside = createShapeId('inside')
  const server = new FakeServer()
  const first = await openTab(server)
  draw(first, boxId)
  await waitFor('the save', () => server.find(boxId))
  const second = await openTab(server, openBrowser(), never)
  draw(second, inside, { parentId: boxId })
  first.client.store.remove([boxId])
  await waitFor('the deletion', () => !server.find(boxId))
  await second.client.flush()
  await waitFor('the new one', () => server.find(inside))
  expect(server.find(inside)).toMatchObject({ parentId: 'page:page' })
})

test('while the server does not answer changes are counted and kept, and a new tab brings back what a dead one left', async () => {
  const server = new FakeServer()
  const browser = openBrowser()
  const tab = await openTab(server, browser)
  server.status = 503
  draw(tab, boxId)
  await waitFor('it to be offline', () => tab.client.saveState.get().status === 'offline')
  await waitFor('it to be kept', () => [...browser.lying.values()][0]?.changes.added)
  await waitFor('the words', () => JSON.stringify(tab.client.saveState.get()).includes('"changes":1,"kept":true'))
  expect(tab.client.isAtRisk()).toBe(false)
  tab.client.socket.phase.set({ type: 'closed' })
  server.status = 200
  const next = await openTab(server, browser)
  await waitFor('it to be brought back', () => server.find(boxId) !== undefined)
  expect(next.notices).toEqual([{ type: 'restored', count: 1, skipped: 0 }])
})

test('leaving the page saves what was drawn last', async () => {
  const server = new FakeServer()
  const tab = await openTab(server, openBrowser(), never)
  draw(tab, boxId)
  tab.client.stop()
  await waitFor('the save', () => server.find(boxId))
  await waitFor('nothing to be left in the browser', () => tab.lying.size === 0)
})

test.each([
  [401, 'signed-out'],
  [404, 'not-found'],
  [413, 'too-large'],
  [422, 'invalid-record'],
])('%i stops with %s, keeps the changes, and can be tried again', async (status, reason) => {
  const server = new FakeServer()
  const tab = await openTab(server)
  server.status = status
  draw(tab, boxId)
  await waitFor('the stop', () => tab.client.socket.phase.get().type === 'stopped')
  expect(tab.client.socket.phase.get()).toEqual({ type: 'stopped', reason })
  await waitFor('it to be kept', () => tab.lying.size === 1)
  server.status = 200
  tab.client.socket.retryNow()
  await waitFor('the save', () => server.find(boxId))
})

test('who may only look cannot change anything, as soon as that is known', async () => {
  const server = new FakeServer()
  server.access = 'viewer'
  const { client } = await openTab(server)
  expect(client.store.props.collaboration?.mode?.get()).toBe('readonly')
})
