import type { Page } from '@playwright/test'
import { canvasOf, drawBox, expectSaved, openDiagram, pasteText, shapesOf } from './canvas'
import { countStoredShapes, createDiagram } from './diagrams'
import { expect, test } from './fixtures'

interface Dropped {
  name: string
  type: string
  base64: string
}

// A red pixel.
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
const photo: Dropped = { name: 'photo.png', type: 'image/png', base64: pixel }
const asFile = (name: string, type: string, text: string): Dropped => ({
  name,
  type,
  base64: Buffer.from(text).toString('base64'),
})

async function drop(page: Page, file: Dropped): Promise<void> {
  await canvasOf(page).evaluate((canvas, { name, type, base64 }) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([bytes], name, { type }))
    const where = { dataTransfer, clientX: 500, clientY: 400, bubbles: true, cancelable: true }
    canvas.dispatchEvent(new DragEvent('dragover', where))
    canvas.dispatchEvent(new DragEvent('drop', where))
  }, file)
}

test('a dropped image is stored with us and shown from there', async ({ ann }) => {
  const diagramId = await createDiagram(ann, 'Pictures')
  await openDiagram(ann.page, diagramId)
  await drop(ann.page, photo)
  const image = ann.page.locator('.tl-shape[data-shape-type=image] img')
  await expect(image.first()).toHaveAttribute('src', /^\/api\/assets\/[0-9a-f]{64}$/)
  await expectSaved(ann.page)
  await ann.page.reload()
  await expect(image.first()).toBeVisible()
  await ann.page.keyboard.press('ControlOrMeta+a')
  await ann.page.keyboard.press('Delete')
  await expect(shapesOf(ann.page)).toHaveCount(0)
  await ann.page.keyboard.press('ControlOrMeta+z')
  await expect(shapesOf(ann.page)).toHaveCount(1)
})

test('an image that cannot be uploaded now is a placeholder until it can, also over a reload', async ({
  ann,
  watch,
}) => {
  watch.allowed.push(/status of 503|Failed to load resource/)
  const diagramId = await createDiagram(ann, 'Second try')
  const { page } = ann
  await openDiagram(page, diagramId)
  let isDown = true
  await page.route('**/api/assets', (route) => (isDown ? route.fulfill({ status: 503, body: '' }) : route.continue()))
  await drop(page, photo)
  const notice = page.getByText('photo.png could not be uploaded')
  await expect(notice).toBeVisible()
  await expect(shapesOf(page)).toHaveCount(1)
  await expectSaved(page)
  expect(await countStoredShapes(ann, diagramId)).toBe(1)
  const retried = page.waitForResponse('**/api/assets')
  await page.getByRole('button', { name: 'Retry' }).click()
  await retried
  await expect(notice).toHaveCount(1)

  await page.reload()
  await expect(notice).toBeVisible({ timeout: 30_000 })
  const image = page.locator('.tl-shape[data-shape-type=image] img').first()
  await expect(image).toHaveAttribute('src', /^blob:/)
  await drawBox(page, { x: 300, y: 250 })
  await expectSaved(page)
  isDown = false
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(image).toHaveAttribute('src', /^\/api\/assets\/[0-9a-f]{64}$/)
  await expect(notice).toBeHidden()
  await expectSaved(page)
  await page.reload()
  await expect(image).toHaveAttribute('src', /^\/api\/assets\//, { timeout: 30_000 })
})

test('an image that the server refuses for good is not placed', async ({ ann, watch }) => {
  watch.allowed.push(/status of 415|Failed to load resource/)
  const { page } = ann
  const diagramId = await createDiagram(ann, 'Refused by the server')
  await openDiagram(page, diagramId)
  await page.route('**/api/assets', (route) => route.fulfill({ status: 415, body: '' }))
  await drop(page, photo)
  await expect(page.getByText('photo.png could not be added')).toBeVisible()
  await expect(shapesOf(page)).toHaveCount(0)
})

test('what is no image is refused with a sentence', async ({ ann }) => {
  await openDiagram(ann.page, await createDiagram(ann, 'Refused'))
  await drop(ann.page, asFile('notes.pdf', 'application/pdf', '%PDF'))
  await expect(ann.page.getByText('notes.pdf is not a PNG, JPEG, GIF, WebP or SVG image')).toBeVisible()
})

test('a pasted SVG runs nothing and asks nobody', async ({ ann, watch }) => {
  const { page } = ann
  // Parsing it to take it apart already makes Chromium note the handler that the policy would not let run.
  watch.allowed.push(/inline event handler violates/)
  await openDiagram(page, await createDiagram(ann, 'Hostile'))
  await pasteText(
    page,
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80" onload="window.ran = true"><script>window.ran = true</script><image href="http://foreign.invalid/x.png"/><rect width="80" height="80" fill="red"/></svg>',
  )
  const image = page.locator('.tl-shape[data-shape-type=image] img').first()
  await expect(image).toBeVisible()
  const stored = await (await ann.api.get((await image.getAttribute('src'))!)).text()
  expect(stored).toContain('<rect')
  expect(stored).not.toMatch(/script|onload|foreign/)
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
  expect(watch.foreignRequests).toEqual([])
})

test('a .tldr file comes in as one step, and a broken one with its reason not at all', async ({ ann }) => {
  const { page } = ann
  const diagramId = await createDiagram(ann, 'Imported')
  await openDiagram(page, diagramId)
  await drawBox(page, { x: 300, y: 250 })
  await expectSaved(page)
  const { document } = await (await ann.api.get(`/api/diagrams/${diagramId}`)).json()
  const file = JSON.stringify({
    tldrawFileFormatVersion: 1,
    schema: document.schema,
    records: Object.values(document.store),
  })

  await drop(page, asFile('broken.tldr', '', '{"tldrawFileFormatVersion": 1}'))
  await expect(page.getByText('broken.tldr was not imported')).toBeVisible()
  expect(await countStoredShapes(ann, diagramId)).toBe(1)

  await drop(page, asFile('drawing.tldr', '', file))
  await expect(page.getByText('drawing.tldr imported')).toBeVisible()
  await expectSaved(page)
  expect(await countStoredShapes(ann, diagramId)).toBe(2)
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => countStoredShapes(ann, diagramId)).toBe(1)
})
