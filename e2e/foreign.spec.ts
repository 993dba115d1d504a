import { embedFrameHosts } from '@/lib/features/embeds/pure/embed-services'
import { canvasOf, drawBox, expectSaved } from './canvas'
import { expect, test } from './fixtures'
import { listOwnPages, publicPages } from './pages'

test('no page asks another origin for anything', async ({ ann, watch }) => {
  for (const path of [...publicPages, ...(await listOwnPages(ann))]) {
    await ann.page.goto(path, { waitUntil: 'networkidle' })
  }
  await ann.page.goto((await listOwnPages(ann)).find((path) => /\/diagrams\/./.test(path))!)
  await expect(canvasOf(ann.page)).toBeVisible()
  await drawBox(ann.page, { x: 300, y: 250 })
  // A word brings in the fonts of the drawing.
  await ann.page.keyboard.press('Enter')
  await ann.page.keyboard.type('Hello')
  await ann.page.keyboard.press('Escape')
  await expectSaved(ann.page)
  expect(watch.foreignRequests).toEqual([])
})

test('the content security policy names no other origin but those that may be framed', async ({ ann }) => {
  const response = await ann.page.goto('/diagrams')
  const policy = response?.headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(/default-src 'none'/)
  const frames = `frame-src ${embedFrameHosts.map((host) => `https://${host}`).join(' ')};`
  expect(policy).toContain(frames)
  expect(policy.replace(frames, '')).not.toMatch(/https?:|\*/)
})

test('the watch sees a request to another origin', async ({ page, watch }) => {
  await page.goto('/sign-in')
  await page.evaluate(() => void fetch('http://foreign.invalid/').catch(() => {}))
  await expect.poll(() => watch.foreignRequests.length + watch.faults.length).toBeGreaterThan(0)
  watch.foreignRequests.length = 0
  watch.allowed.push(/foreign\.invalid|Content Security Policy|Refused to connect|ERR_/)
})
