import { createShapeId, PageRecordType, type TLAssetStore, type TLShape } from 'tldraw'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type BareRoom, startBareRoom } from '@/lib/testing/bare-room'
import { type ClientNotice, DiagramClient, type DiagramClientOptions } from './diagram-client'
import type { KeptChanges, KeptChangesStore } from './kept-changes'
import type { TabClaims } from './tab-claims'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const assets: TLAssetStore = { upload: () => Promise.reject(new Error('no uploads here')) }

async function openRoom(): Promise<BareRoom> {
  const room = await startBareRoom()
  stops.push(() => room.stop())
  return room
}

/** One browser: its storage and its tabs, which can die without a word. */
function openBrowser() {
  const lying = new Map<string, KeptChanges>()
  const alive = new Set<string>()
  const keptChanges: KeptChangesStore = {
    put: async (kept) => void lying.set(kept.tabId, structuredClone(kept)),
    list: async () => [...lying.values()],
    remove: async ({ tabId }) => void lying.delete(tabId),
  }
  const hold = async (tabId: string) => {
    alive.add(tabId)
    return () => void alive.delete(tabId)
  }
  const claims: TabClaims = { hold, take: async (tabId) => (alive.has(tabId) ? null : hold(tabId)) }
  return { lying, alive, keptChanges, claims }
}

function openTab(room: { address: string }, browser = openBrowser(), over: Partial<DiagramClientOptions> = {}) {
  const notices: ClientNotice[] = []
  const client = new DiagramClient({
    diagramId: 'd1',
    user: { id: 'ann', name: 'Ann', color: '#2b50e0' },
    assets,
    getAddress: () => room.address,
    openSocket: (address) => new WebSocket(address),
    onFault: (error) => expect.fail(String(error)),
    onNotice: (notice) => notices.push(notice),
    now: Date.now,
    ...browser,
    ...over,
  })
  stops.push(() => client.stop())
  return { client, notices, status: () => client.saveState.get().status }
}

const shapeId = createShapeId('box')
const draw = (client: DiagramClient, over: Partial<TLShape> = {}) =>
  client.store.put([
    client.store.schema.types.shape.create({
      id: shapeId,
      type: 'geo',
      parentId: PageRecordType.createId('page'),
      index: 'a1',
      props: geo,
      ...over,
    } as never),
  ])
const geo = {
  geo: 'rectangle',
  dash: 'draw',
  url: '',
  w: 100,
  h: 100,
  growY: 0,
  scale: 1,
  labelColor: 'black',
  color: 'black',
  fill: 'none',
  size: 'm',
  font: 'draw',
  align: 'middle',
  verticalAlign: 'middle',
  richText: { type: 'doc', content: [{ type: 'paragraph' }] },
}
const change = (client: DiagramClient, over: Partial<TLShape>) =>
  client.store.update(shapeId, (shape) => ({ ...shape, ...over }) as TLShape)
const onServer = (room: BareRoom) => room.records().find(({ id }) => id === shapeId) as TLShape | undefined
const loaded = (client: DiagramClient) => expect.poll(() => client.loaded.get()).toBe(true)

test('an edit is saved when the server has acknowledged it, not before', async () => {
  const room = await openRoom()
  const { client, status } = openTab(room)
  await loaded(client)
  await expect.poll(status).toBe('saved')
  room.hold(true)
  draw(client)
  await expect.poll(status).toBe('saving')
  await expect.poll(() => onServer(room)?.x).toBe(0)
  expect(status()).toBe('saving')
  room.hold(false)
  await expect.poll(status).toBe('saved')
})

test('edits made offline survive the death of the tab and reach the server from the next one', async () => {
  const room = await openRoom()
  const browser = openBrowser()
  const first = openTab(room, browser)
  await loaded(first.client)
  room.refuseWith({ code: 1012 })
  room.cut()
  draw(first.client, { x: 7 })
  await expect.poll(() => first.client.saveState.get()).toEqual({ status: 'offline', changes: 1, kept: true })
  browser.alive.clear()
  first.client.socket.close()

  room.refuseWith(null)
  const second = openTab(room, browser)
  await expect.poll(() => onServer(room)?.x).toBe(7)
  await expect.poll(second.status).toBe('saved')
  await expect.poll(() => [...browser.lying]).toEqual([])
  expect(second.notices).toEqual([{ type: 'restored', count: 1, skipped: 0 }])
})

test('a connection that comes back saves what was changed meanwhile, and says so', async () => {
  const room = await openRoom()
  const { client, status } = openTab(room)
  await loaded(client)
  room.refuseWith({ code: 1012 })
  room.cut()
  draw(client, { x: 3 })
  await expect.poll(() => client.saveState.get()).toEqual({ status: 'offline', changes: 1, kept: true })
  room.refuseWith(null)
  await expect.poll(status, { timeout: 5_000 }).toBe('saved')
  expect(onServer(room)?.x).toBe(3)
})

test('a tab that lives keeps its own changes', async () => {
  const room = await openRoom()
  const browser = openBrowser()
  const first = openTab(room, browser)
  await loaded(first.client)
  room.hold(true)
  draw(first.client)
  await expect.poll(() => browser.lying.size).toBe(1)
  const second = openTab(room, browser)
  room.hold(false)
  await loaded(second.client)
  await expect.poll(first.status).toBe('saved')
  expect(second.notices).toEqual([])
})

test('a viewer is shown that changes are kept, and they are not pushed', async () => {
  const room = await openRoom()
  const browser = openBrowser()
  const first = openTab(room, browser)
  await loaded(first.client)
  room.refuseWith({ code: 1012 })
  room.cut()
  draw(first.client)
  await expect.poll(() => browser.lying.size).toBe(1)
  browser.alive.clear()
  first.client.socket.close()

  room.setReadonly(true)
  room.refuseWith(null)
  const second = openTab(room, browser)
  await expect.poll(() => second.notices).toEqual([{ type: 'view-only', count: 1 }])
  expect(browser.lying.size).toBe(1)
  expect(onServer(room)).toBeUndefined()
})

test('edits made offline do not undo what others did to the same shape meanwhile', async () => {
  const room = await openRoom()
  const ann = openTab(room)
  const bob = openTab(room)
  await loaded(ann.client)
  await loaded(bob.client)
  draw(ann.client)
  await expect.poll(() => bob.client.store.has(shapeId)).toBe(true)
  let reachable = false
  const eve = openTab(room, openBrowser(), {
    getAddress: () => (reachable ? room.address : Promise.reject(new Error('offline'))),
  })
  reachable = true
  await loaded(eve.client)
  reachable = false
  eve.client.socket.restart()
  change(eve.client, { x: 99 })
  change(bob.client, { opacity: 0.5 })
  await expect.poll(() => onServer(room)?.opacity).toBe(0.5)
  reachable = true
  await expect.poll(() => onServer(room)?.x).toBe(99)
  expect(onServer(room)?.opacity).toBe(0.5)
  await expect.poll(() => bob.client.store.get(shapeId)).toMatchObject({ x: 99, opacity: 0.5 })
})

test('an address that cannot be had is asked for again until it can', async () => {
  const room = await openRoom()
  let asked = 0
  const { client } = openTab(room, openBrowser(), {
    getAddress: () => {
      asked += 1
      if (asked === 1) throw new Error('the address is not known yet')
      return asked === 2 ? Promise.reject(new Error('nor now')) : room.address
    },
  })
  await loaded(client)
  expect(asked).toBe(3)
})

test('a refusal that will not change stops, with its reason, and a person can try again', async () => {
  const room = await openRoom()
  const { client } = openTab(room)
  await loaded(client)
  room.refuseWith({ code: 4401 })
  room.cut()
  await expect.poll(() => client.socket.phase.get()).toEqual({ type: 'stopped', reason: 'signed-out' })
  draw(client)
  room.refuseWith(null)
  client.socket.retryNow()
  await expect.poll(() => onServer(room)?.x).toBe(0)
})

test('a person who chooses so forgets what could not be saved', async () => {
  const room = await openRoom()
  const browser = openBrowser()
  const { client } = openTab(room, browser)
  await loaded(client)
  room.refuseWith({ code: 4413 })
  room.cut()
  draw(client)
  await expect.poll(() => browser.lying.size).toBe(1)
  await client.discardChanges()
  expect(browser.lying.size).toBe(0)
  await client.flush()
  expect(browser.lying.size).toBe(0)
})
