import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page, WebSocketRoute } from '@playwright/test'
import { canvasOf, drawBox, expectSaved, openDiagram, shapesOf } from './canvas'
import { addMember, countStoredShapes, createDiagram } from './diagrams'
import { openAndLeave } from './dialogs'
import { expect, test } from './fixtures'
import { expectReflow } from './reflow'

const status = (page: Page) => page.getByRole('status').filter({ hasText: /Saved|Saving|Offline|retrying/ })
/** Without a network sockets fail, and so do the icons that the editor is still fetching ahead. */
const networkFaults = /WebSocket connection|ERR_INTERNET_DISCONNECTED|EncodingError: The source image cannot be decoded/

/** Stands between the pages of a context and their rooms, and can cut them off while pages still load. */
async function holdSockets(context: BrowserContext) {
  const open = new Set<WebSocketRoute>()
  let isCut = false
  await context.routeWebSocket(/\/api\/sync\//, (socket) => {
    if (isCut) return void socket.close({ code: 1012 })
    socket.connectToServer()
    open.add(socket)
  })
  return {
    async cut() {
      isCut = true
      for (const socket of open) await socket.close({ code: 1012 })
      open.clear()
    },
    mend() {
      isCut = false
    },
  }
}

test('the indicator says what is kept while offline, and the server has it afterwards', async ({ ann, watch }) => {
  watch.allowed.push(networkFaults)
  const diagramId = await createDiagram(ann, 'Offline for a while')
  await openDiagram(ann.page, diagramId)
  await ann.context.setOffline(true)
  await drawBox(ann.page, { x: 300, y: 250 })
  await expect(status(ann.page)).toHaveText('Offline, 1 change kept')
  await drawBox(ann.page, { x: 500, y: 250 })
  await expect(status(ann.page)).toHaveText('Offline, 2 changes kept')
  await ann.context.setOffline(false)
  await expectSaved(ann.page)
  expect(await countStoredShapes(ann, diagramId)).toBe(2)
})

/** Resolves once the page has rested and what it fetches ahead then has arrived. */
async function untilFetchedAhead(page: Page, act: () => Promise<void>): Promise<void> {
  const open = new Set<string>()
  let fetched = 0
  page.on('request', (request) => request.resourceType() === 'script' && open.add(request.url()))
  page.on('requestfinished', (request) => {
    if (open.delete(request.url()) && isOpened) fetched++
  })
  let isOpened = false
  await act()
  isOpened = true
  await expect.poll(() => fetched > 0 && open.size === 0).toBe(true)
}

test('exporting, importing and notices work without the network, also for the first time', async ({ ann, watch }) => {
  watch.allowed.push(networkFaults)
  const { page } = ann
  const diagramId = await createDiagram(ann, 'On a plane')
  await untilFetchedAhead(page, () => openDiagram(page, diagramId))
  await ann.context.setOffline(true)
  await drawBox(page, { x: 300, y: 250 })
  await expect(status(page)).toHaveText('Offline, 1 change kept')

  await page.getByRole('button', { name: 'Diagram menu' }).click()
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  await page.getByRole('radio', { name: '.tldr' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download .tldr' }).click()
  const exported = await readFile(await (await download).path())

  const file = { name: 'plane.tldr', mimeType: 'application/json', buffer: exported }
  await page.getByLabel('Import a .tldr file').setInputFiles(file)
  await expect(page.getByText('plane.tldr imported')).toBeVisible()
})

test('edits made offline survive a reload and merge with what others did', async ({ ann, ben }) => {
  const diagramId = await createDiagram(ann, 'Reloaded')
  await addMember(ann, diagramId, { email: ben.email, role: 'editor' })
  const sockets = await holdSockets(ann.context)
  await openDiagram(ann.page, diagramId)
  await openDiagram(ben.page, diagramId)
  await sockets.cut()
  await drawBox(ann.page, { x: 300, y: 250 })
  await expect(status(ann.page)).toHaveText('Offline, 1 change kept')
  await drawBox(ben.page, { x: 500, y: 250 })
  await expectSaved(ben.page)

  await ann.page.reload()
  sockets.mend()
  await expect(shapesOf(ann.page)).toHaveCount(2)
  await expect(ann.page.getByText('1 change brought back')).toBeVisible()
  await expectSaved(ann.page)
  await expect(shapesOf(ben.page)).toHaveCount(2)
  await ann.page.reload()
  await expect(shapesOf(ann.page)).toHaveCount(2)
  expect(await countStoredShapes(ann, diagramId)).toBe(2)
})

test('the picture of the server stands where the editor will draw', async ({ ann, browser, baseURL }) => {
  const diagramId = await createDiagram(ann, 'First paint')
  await openDiagram(ann.page, diagramId)
  await drawBox(ann.page, { x: 300, y: 250 }, 200)
  await expectSaved(ann.page)
  await ann.page.goto('/diagrams')
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: await ann.context.storageState(),
  })
  const page = await context.newPage()
  await expect(async () => {
    await page.goto(`/diagrams/${diagramId}`)
    await expect(page.getByTestId('preview').locator('path').first()).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expect(page.getByRole('heading', { name: 'First paint' })).toBeVisible()
  const drawn = await page.getByTestId('preview').locator('path').first().boundingBox()
  await context.close()

  await openDiagram(ann.page, diagramId)
  const edited = await shapesOf(ann.page).first().boundingBox()
  expect(drawn).not.toBeNull()
  // The one has its stroke around it, the other has not: what must not move is the middle.
  const middle = (box: typeof drawn) => ({ x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 })
  expect(Math.abs(middle(drawn).x - middle(edited).x)).toBeLessThan(2)
  expect(Math.abs(middle(drawn).y - middle(edited).y)).toBeLessThan(2)
  expect(Math.abs(drawn!.width - edited!.width)).toBeLessThan(8)
})

test('a title is changed with Enter and kept with Escape', async ({ ann }) => {
  const diagramId = await createDiagram(ann, 'Old name')
  const { page } = ann
  await openDiagram(page, diagramId)
  await page.getByRole('button', { name: 'Old name, rename' }).click()
  await page.keyboard.type('Never this')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Old name' })).toBeVisible()
  await page.getByRole('button', { name: 'Old name, rename' }).click()
  await page.keyboard.type('New name')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'New name' })).toBeVisible()
  await expect(page).toHaveTitle(/^New name/)
  await expect.poll(async () => (await (await ann.api.get(`/api/diagrams/${diagramId}`)).json()).title).toBe('New name')
})

test('drawing, naming and leaving work with the keyboard alone', async ({ ann }) => {
  const diagramId = await createDiagram(ann, 'By keyboard')
  const { page } = ann
  await openDiagram(page, diagramId)
  await page.keyboard.press('r')
  await page.keyboard.press('Enter')
  await expect(shapesOf(page)).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rich-text-area').locator('[contenteditable=true]')).toBeFocused()
  await page.keyboard.type('Queue', { delay: 30 })
  await page.keyboard.press('Escape')
  await expect(canvasOf(page).getByText('Queue')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expectSaved(page)
  expect(await countStoredShapes(ann, diagramId)).toBe(1)
  const back = page.getByRole('link', { name: 'Back to all diagrams' })
  await back.focus()
  await page.keyboard.press('r')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/diagrams')
})

test('a viewer sees that, and has no tools to draw with', async ({ ann, ben }) => {
  const diagramId = await createDiagram(ann, 'For your eyes')
  await addMember(ann, diagramId, { email: ben.email, role: 'viewer' })
  await openDiagram(ben.page, diagramId)
  await expect(ben.page.getByText('View only')).toBeVisible()
  await expect(ben.page.getByRole('button', { name: /rename/ })).toHaveCount(0)
  await expect(ben.page.getByTestId('tools.draw')).toHaveCount(0)
  await ben.page.getByRole('button', { name: 'Diagram menu' }).click()
  await expect(ben.page.getByRole('menuitem', { name: 'Export…' })).toBeVisible()
  await expect(ben.page.getByRole('menuitem', { name: /Import|trash/ })).toHaveCount(0)
})

test('who loses access is told, and the canvas is covered', async ({ ann, ben, watch }) => {
  watch.allowed.push(/status of 404/)
  const diagramId = await createDiagram(ann, 'No longer')
  await addMember(ann, diagramId, { email: ben.email, role: 'editor' })
  await openDiagram(ben.page, diagramId)
  const { items } = await (await ann.api.get(`/api/diagrams/${diagramId}/members`)).json()
  const member = items.find(({ name }: { name: string }) => name === ben.name)
  await ann.api.delete(`/api/diagrams/${diagramId}/members/${member.id}`)
  await expect(ben.page.getByRole('alertdialog')).toContainText('Everything you drew is saved')
})

test('a touch chooses a tool and draws', async ({ browser, ann, baseURL }) => {
  const diagramId = await createDiagram(ann, 'By hand')
  const context = await browser.newContext({
    baseURL,
    storageState: await ann.context.storageState(),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  await page.goto(`/diagrams/${diagramId}`)
  await expect(canvasOf(page)).toBeVisible({ timeout: 30_000 })
  await page.getByTestId('tools.note').tap()
  await page.touchscreen.tap(195, 400)
  await expect(shapesOf(page)).toHaveCount(1)
  await expect.poll(() => countStoredShapes(ann, diagramId)).toBe(1)
  await context.close()
})

test('moving to trash leaves the editor, and can be undone at once', async ({ ann }) => {
  const diagramId = await createDiagram(ann, 'Not needed')
  const { page } = ann
  await openDiagram(page, diagramId)
  await page.getByRole('button', { name: 'Diagram menu' }).click()
  await page.getByRole('menuitem', { name: 'Move to trash' }).click()
  await page.waitForURL('**/diagrams')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await (await ann.api.get(`/api/diagrams/${diagramId}`)).json()).trashedAt).toBeNull()
})

test('downloads are what they say', async ({ ann, ben, expectAccessible }) => {
  const { page } = ann
  const diagramId = await createDiagram(ann, 'What: a "name"?')
  await addMember(ann, diagramId, { email: ben.email, role: 'editor' })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openDiagram(page, diagramId)
  await drawBox(page, { x: 300, y: 250 }, 100)
  await expectSaved(page)
  await page.keyboard.press('Escape')

  async function exportAs(...choices: string[]) {
    await page.getByRole('button', { name: 'Diagram menu' }).click()
    await page.getByRole('menuitem', { name: 'Export…' }).click()
    for (const choice of choices) await page.getByRole('radio', { name: choice, exact: true }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: /^Download/ }).click()
    const file = await download
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
  }
  await openAndLeave(page, 'Share', async (_, within) => {
    await expect(page.getByRole('combobox', { name: 'What Ben Bridge may do' })).toBeVisible()
    await expectReflow(page)
    await expectAccessible(page, within)
  })
  await page.getByRole('button', { name: 'Diagram menu' }).press('Enter')
  const menu = page.getByRole('menu')
  await expect(menu).toBeVisible()
  await menu.press('Home')
  await expect(page.getByRole('menuitem', { name: 'Export…' })).toBeFocused()
  await expectAccessible(page, '[role=menu]')
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await openAndLeave(page, 'Diagram menu', expectAccessible, 'Export…')
  const small = await exportAs('PNG', '1×')
  const large = await exportAs('PNG', '4×')
  expect(small.name).toBe('What a name.png')
  const widthOf = (png: Buffer) => png.readUInt32BE(16)
  expect(widthOf(large.bytes)).toBe(widthOf(small.bytes) * 4)
  expect((await exportAs('SVG')).bytes.toString()).toMatch(/^<svg/)
  const tldr = JSON.parse((await exportAs('.tldr')).bytes.toString())
  expect(tldr.records.filter(({ typeName }: { typeName: string }) => typeName === 'shape')).toHaveLength(1)
})
