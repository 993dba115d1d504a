import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { hourMs } from '@/lib/core/time'
import { expect, test } from './fixtures'
import { expectReflow } from './reflow'

/** Reads the page again until it says so, anew each time: browsers keep it for 15 s. */
async function readUntil(page: Page, check: () => Promise<void>): Promise<void> {
  await page.goto('/status')
  await expect(async () => {
    await page.reload()
    await check()
  }).toPass()
}

test('an admin switches the public page on and tells of an incident, maintenance is planned, and a stranger without scripts reads it', async ({
  admin,
  page: stranger,
  browser,
  baseURL,
  watch,
  expectAccessible,
}) => {
  watch.allowed.push(/status of 404/)
  const { page } = admin
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const title = `Uploads are slow ${randomUUID()}`
  expect((await stranger.goto('/status'))?.status()).toBe(404)
  await expect(stranger.getByText('There is nothing here')).toBeVisible()

  await page.goto('/admin/status')
  const form = page.locator('section:has(#public-status)')
  const slack = form.getByRole('checkbox', { name: 'Slack' })
  // As soon as the page has come to life.
  await expect(async () => {
    await slack.focus()
    if (!(await slack.isChecked())) await page.keyboard.press('Space')
    await expect(form.getByLabel('Public name of Slack')).toBeVisible({ timeout: 500 })
  }).toPass()
  await form.getByLabel('Public name of Slack').fill('Messages')
  await form.getByRole('checkbox', { name: 'Everybody may see the page' }).press('Space')
  await form.getByLabel('Title of the page').fill('Acme status')
  await form.getByLabel('Title of the page').press('Enter')
  await expect(page.getByText('Saved.')).toBeVisible()

  const plain = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) })
  const reader = await plain.newPage()
  const messages = reader.getByRole('listitem').filter({ hasText: 'Messages' }).filter({ hasText: 'uptime' })
  await readUntil(reader, () => expect(messages).toContainText('Unknown', { timeout: 500 }))

  await page.getByRole('button', { name: 'New incident' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Title', { exact: true }).fill('The disk of the backup host is slow')
  await dialog.getByLabel('What is known').fill('Large pictures take a minute.')
  await dialog.getByRole('checkbox', { name: 'Show on the public status page' }).press('Space')
  await dialog.getByLabel('Public title').fill(title)
  await expectAccessible(page, '[role=dialog]')
  await dialog.getByLabel('Public title').press('Enter')
  await expect(dialog).toBeHidden()
  await readUntil(reader, () => expect(reader.locator('.headline')).toContainText(title, { timeout: 500 }))
  await expect(reader.getByText('Investigating. Large pictures take a minute.')).toBeVisible()

  const item = page.getByRole('list', { name: 'Open incidents' }).getByRole('listitem').first()
  await item.locator('summary').press('Enter')
  await item.getByRole('button', { name: /^Write on/ }).press('Enter')
  await dialog.getByLabel('Text').fill('Ticket 7 at the provider.')
  await dialog.getByRole('button', { name: 'Write' }).press('Enter')
  await expect(dialog).toBeHidden()
  await expect(item.getByText('Ticket 7 at the provider.').last()).toBeVisible()

  const planned = await admin.api.post('/api/maintenance', {
    data: { ends_at: new Date(Date.now() + hourMs).toISOString(), components: ['slack'], reason: 'New channels.' },
  })
  const { id: windowId } = await planned.json()
  // What a component is and what is stored are heard of one after the other.
  await readUntil(reader, async () => {
    await expect(messages).toContainText('Maintenance', { timeout: 500 })
    await expect(reader.getByText('New channels.')).toBeVisible({ timeout: 500 })
  })
  await expect(reader.getByText('Ticket 7')).toHaveCount(0)
  expect(await reader.content()).not.toContain('backup host')

  await stranger.goto('/status')
  for (const colorScheme of ['light', 'dark'] as const) {
    await stranger.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectAccessible(stranger)
  }
  await expectReflow(stranger)
  const feed = await stranger.request.get('/status/feed.xml')
  expect([feed.status(), await feed.text()]).toEqual([200, expect.stringContaining(title)])
  expect((await stranger.request.get('/status/badge/messages.svg')).status()).toBe(200)

  expect((await admin.api.delete(`/api/maintenance/${windowId}`)).ok()).toBe(true)
  await readUntil(reader, () => expect(messages).toContainText('Unknown', { timeout: 500 }))
  await form.getByRole('checkbox', { name: 'Everybody may see the page' }).press('Space')
  await form.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(async () => {
    expect((await stranger.request.get('/status.json')).status()).toBe(404)
  }).toPass()
  await plain.close()
})
