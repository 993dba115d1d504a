import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '@/lib/boot/find-free-port'
import { type AppServer, startApp } from './app-server'
import { canvasOf, drawBox, expectSaved, openDiagram, shapesOf } from './canvas'
import { countStoredShapes, createDiagram } from './diagrams'
import { test as base, expect } from './fixtures'

interface MortalApp {
  url: string
  /** As in a power cut. */
  kill(): Promise<void>
  restart(): Promise<void>
}

/** These tests have a server of their own, because they kill it. */
const test = base.extend<{ app: MortalApp }>({
  app: async ({ watch }, use) => {
    watch.allowed.push(/WebSocket connection|ERR_CONNECTION|ERR_EMPTY_RESPONSE|Failed to fetch|status of 503/)
    const place = { dataDir: await mkdtemp(join(tmpdir(), 'autograph-durability-')), port: await findFreePort() }
    let server: AppServer = await startApp(place)
    await use({
      url: server.url,
      kill: () => server.kill(),
      restart: async () => {
        server = await startApp(place)
      },
    })
    await server.stop()
    await rm(place.dataDir, { recursive: true, force: true })
  },
  baseURL: async ({ app }, use) => use(app.url),
})

// Each starts the server twice.
test.describe.configure({ timeout: 180_000 })

const places = Array.from({ length: 8 }, (_, index) => ({ x: 200 + (index % 4) * 150, y: 200 + index * 40 }))

test('what was shown as saved is there after a power cut', async ({ app, ann }) => {
  const diagramId = await createDiagram(ann, 'Power cut')
  await openDiagram(ann.page, diagramId)
  for (const place of places.slice(0, 5)) await drawBox(ann.page, place)
  await expect(shapesOf(ann.page)).toHaveCount(5)
  await expectSaved(ann.page)
  await app.kill()
  // Nothing of the browser is left that could send it again.
  await ann.page.close()
  await app.restart()
  expect(await countStoredShapes(ann, diagramId)).toBe(5)
})

test('drawing goes on while the server dies and comes back', async ({ app, ann }) => {
  const diagramId = await createDiagram(ann, 'Drawing on')
  await openDiagram(ann.page, diagramId)
  await drawBox(ann.page, places[0]!)
  await drawBox(ann.page, places[1]!)
  await app.kill()
  await drawBox(ann.page, places[2]!)
  await drawBox(ann.page, places[3]!)
  await expect(ann.page.getByRole('status').filter({ hasText: /^Offline/ })).toBeVisible()
  await app.restart()
  await expectSaved(ann.page, 45_000)
  await drawBox(ann.page, places[4]!)
  await expect(shapesOf(ann.page)).toHaveCount(5)
  await expectSaved(ann.page)
  expect(await countStoredShapes(ann, diagramId)).toBe(5)

  await ann.page.reload()
  await expect(canvasOf(ann.page)).toBeVisible()
  await expect(shapesOf(ann.page)).toHaveCount(5)
})

test('what was drawn offline survives closing the tab', async ({ app, ann }) => {
  const diagramId = await createDiagram(ann, 'On the train')
  await openDiagram(ann.page, diagramId)
  await drawBox(ann.page, places[0]!)
  await expectSaved(ann.page)
  await app.kill()
  await drawBox(ann.page, places[1]!)
  await expect(ann.page.getByRole('status').filter({ hasText: /kept/ })).toBeVisible()
  await ann.page.close()
  await app.restart()
  expect(await countStoredShapes(ann, diagramId)).toBe(1)

  ann.page = await ann.context.newPage()
  await openDiagram(ann.page, diagramId)
  await expect(shapesOf(ann.page)).toHaveCount(2)
  await expectSaved(ann.page)
  expect(await countStoredShapes(ann, diagramId)).toBe(2)
})
