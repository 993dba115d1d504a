import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from '@playwright/test'
import { findFreePort } from '@/lib/boot/find-free-port'
import { startS3Server } from '@/lib/testing/s3-server'
import { startApp } from './app-server'
import { canvasOf, drawBox, expectSaved, openDiagram, shapesOf } from './canvas'
import { expect, test } from './fixtures'
import { registerPerson, signIn } from './people'

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

test('with S3 down people draw, and an image waits for it', async ({ browser }) => {
  test.setTimeout(180_000)
  const s3 = await startS3Server()
  s3.mood = 'failing'
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-e2e-'))
  const { endpoint = '', accessKeyId, secretAccessKey, bucketPrefix } = s3.settings
  const app = await startApp({
    dataDir,
    port: await findFreePort(),
    env: {
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      S3_BUCKET_PREFIX: bucketPrefix,
    },
  })
  const context = await browser.newContext({ baseURL: app.url })
  try {
    await signIn(context.request, await registerPerson(context.request, 'Ann Archer'))
    const created = await context.request.post('/api/diagrams', { data: { title: 'Without S3' } })
    const { id } = await created.json()
    const page = await context.newPage()
    await openDiagram(page, id)
    await canvasOf(page).evaluate((canvas, base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([bytes], 'photo.png', { type: 'image/png' }))
      canvas.dispatchEvent(new DragEvent('drop', { dataTransfer, clientX: 500, clientY: 400, bubbles: true }))
    }, pixel)
    await expect(page.getByText('photo.png could not be uploaded')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('The storage for files does not work right now.')).toBeVisible()
    await drawBox(page, { x: 300, y: 250 })
    await expectSaved(page)
    await expect(shapesOf(page)).toHaveCount(2)

    s3.mood = 'up'
    const image = page.locator('.tl-shape[data-shape-type=image] img').first()
    await expect(async () => {
      const retry = page.getByRole('button', { name: 'Retry' })
      if (await retry.isVisible()) await retry.click()
      await expect(image).toHaveAttribute('src', /^\/api\/assets\//, { timeout: 2_000 })
    }).toPass({ timeout: 60_000 })
    const src = (await image.getAttribute('src')) ?? ''
    expect((await (await context.request.get(src)).body()).toString('base64')).toBe(pixel)
    const stranger = await request.newContext({ baseURL: app.url })
    expect((await stranger.get(src)).status()).toBe(404)
    await stranger.dispose()
  } finally {
    await context.close()
    await app.stop()
    await s3.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
})
