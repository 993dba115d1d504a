import { startRecordingWebServer } from '@/lib/testing/recording-web-server'
import { expect, test } from './fixtures'

test('an admin adds a channel, sees what it answers to a test, and removes it', async ({
  admin: { page },
  expectAccessible,
  watch,
}) => {
  watch.allowed.push(/status of 422/)
  const web = await startRecordingWebServer()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/admin/status')
  const dialog = page.getByRole('dialog', { name: 'Add a channel' })
  await expect(async () => {
    await page.getByRole('button', { name: 'Add channel' }).click({ timeout: 1_000 })
    await expect(dialog).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await dialog.getByLabel('Name').fill('Phones of the team')
  await dialog.getByLabel('To', { exact: true }).fill('ann@example.org, nobody')
  await dialog.getByRole('button', { name: 'Add channel' }).click()
  await expect(dialog.getByText('Enter addresses such as ann@example.org.')).toBeVisible()
  await dialog.getByLabel('Kind').selectOption('ntfy')
  await dialog.getByLabel('Address of the server').fill('nowhere')
  await dialog.getByLabel('Topic').fill('ops')
  await dialog.getByRole('button', { name: 'Add channel' }).click()
  await expect(dialog.getByText('Enter an address that begins with https:// or http://.')).toBeVisible()
  await expectAccessible(page, '[role=dialog]')
  await dialog.getByLabel('Address of the server').fill(web.url)
  await dialog.getByRole('button', { name: 'Add channel' }).click()
  await expect(dialog).toBeHidden()
  const channel = page.getByRole('listitem').filter({ hasText: 'Phones of the team' })
  await expect(channel).toContainText('Not used yet')

  await channel.getByRole('button', { name: 'Send test' }).click()
  await expect(channel.getByText(/^Taken after \d+ ms: 200: ok$/)).toBeVisible()
  await expect(channel).toContainText('Works')
  expect(JSON.parse(web.requests.at(-1)?.body ?? '')).toMatchObject({ topic: 'ops' })
  await web.stop()
  await channel.getByRole('button', { name: 'Send test' }).click()
  await expect(channel.getByText(/^Not taken after \d+ ms: ECONNREFUSED$/)).toBeVisible()
  await expect(channel).toContainText('Failed last')
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectAccessible(page, 'section:has(#channels)')
  }

  await channel.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(channel).toHaveCount(0)
})
