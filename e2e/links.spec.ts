import type { Page } from '@playwright/test'
import { embedFrameHosts } from '@/lib/features/embeds/pure/embed-services'
import { expectSaved, openDiagram, pasteText } from './canvas'
import { addMember, createDiagram } from './diagrams'
import { expect, test } from './fixtures'

const video = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
const player = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'

const embedOf = (page: Page) => page.locator('.tl-shape[data-shape-type=embed]')
const cardOf = (page: Page) => page.locator('.tl-shape[data-shape-type=bookmark]')
const frameOf = (page: Page) => embedOf(page).locator('iframe')

/** Answers in the place of the services, so that nothing leaves the machine. */
async function standIn(page: Page): Promise<string[]> {
  const asked: string[] = []
  for (const host of embedFrameHosts) {
    await page.route(`https://${host}/**`, (route) => {
      asked.push(route.request().url())
      return route.fulfill({ contentType: 'text/html', body: '<title>Far</title><p>A page from elsewhere</p>' })
    })
  }
  return asked
}

test('a video is shown to who pastes it, and to others when they ask for it', async ({ ann, ben, watch }) => {
  const diagramId = await createDiagram(ann, 'Watch this')
  await addMember(ann, diagramId, { email: ben.email, role: 'viewer' })
  const askedByAnn = await standIn(ann.page)
  const askedByBen = await standIn(ben.page)
  await openDiagram(ann.page, diagramId)
  await openDiagram(ben.page, diagramId)

  await pasteText(ann.page, video)
  await expect(frameOf(ann.page)).toHaveAttribute('src', player)
  await expect(frameOf(ann.page)).toHaveAttribute('sandbox', /^(?!.*allow-top-navigation).*allow-scripts/)
  await expect(frameOf(ann.page).contentFrame().getByText('A page from elsewhere')).toBeVisible()
  await expectSaved(ann.page)

  const show = embedOf(ben.page).getByRole('button', { name: 'Show' })
  await expect(show).toBeVisible()
  await expect(embedOf(ben.page).getByText('www.youtube-nocookie.com')).toBeVisible()
  expect(askedByBen).toEqual([])
  await show.click()
  await expect(frameOf(ben.page).contentFrame().getByText('A page from elsewhere')).toBeVisible()

  expect([...new Set([...askedByAnn, ...askedByBen, ...watch.foreignRequests])]).toEqual([player])
  watch.foreignRequests.length = 0
})

test('a lookalike of a service is a card, and nobody is asked', async ({ ann, watch }) => {
  const { page } = ann
  await openDiagram(page, await createDiagram(ann, 'Lookalikes'))
  for (const [index, host] of [
    'evil-www.youtube.com.invalid',
    'www.youtube.com.evil.invalid',
    'ywww.outube.com',
  ].entries()) {
    await pasteText(page, `https://${host}/watch?v=dQw4w9WgXcQ`)
    await expect(cardOf(page)).toHaveCount(index + 1)
  }
  await pasteText(page, 'https://www.evil.invalid/www.youtube.com/watch?v=dQw4w9WgXcQ')
  await expect(cardOf(page)).toHaveCount(4)
  await expect(embedOf(page)).toHaveCount(0)
  await expectSaved(page)
  expect(watch.foreignRequests).toEqual([])
})

test('a card says what the page says of itself, from our own copy', async ({ ann, watch }) => {
  const { page } = ann
  await openDiagram(page, await createDiagram(ann, 'Links'))
  await pasteText(page, 'http://known.example/post')
  await expect(cardOf(page).getByText('How rooms work')).toBeVisible()
  await expect(cardOf(page).getByText('One writer, many readers.')).toBeVisible()
  const picture = cardOf(page).locator('img.tl-bookmark__image')
  await expect(picture).toHaveAttribute('src', /\/api\/assets\/[0-9a-f]{64}/)
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(240)
  await expectSaved(page)
  await page.reload()
  await expect(cardOf(page).getByText('How rooms work')).toBeVisible({ timeout: 30_000 })
  expect(watch.foreignRequests).toEqual([])
})

test('a card of a page that cannot be looked at stays plain', async ({ ann, watch }) => {
  const { page } = ann
  await openDiagram(page, await createDiagram(ann, 'Plain links'))
  const answered = page.waitForResponse('**/link-previews')
  await pasteText(page, 'http://127.0.0.1:9/secret')
  expect((await answered).status()).toBe(200)
  await expect(cardOf(page)).toContainText('127.0.0.1')
  await expect(cardOf(page).locator('img')).toHaveCount(0)

  watch.allowed.push(/status of 503|Failed to load resource/)
  await page.route('**/link-previews', (route) => route.fulfill({ status: 503, body: '' }))
  await pasteText(page, 'http://nowhere.example/')
  await expect(cardOf(page)).toHaveCount(2)
  await expect(cardOf(page).filter({ hasText: 'nowhere.example' })).toBeVisible()
  await expectSaved(page)
  expect(watch.foreignRequests).toEqual([])
})
