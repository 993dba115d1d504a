import { randomUUID } from 'node:crypto'
import { startRecordingWebServer } from '@/lib/testing/recording-web-server'
import { expect, test } from './fixtures'

test('an admin adds a check and a rule by keyboard, changes the one and takes both away', async ({
  admin: { page },
  expectAccessible,
  watch,
}) => {
  watch.allowed.push(/status of 422/)
  const web = await startRecordingWebServer()
  const name = `Shop ${randomUUID().slice(0, 8)}`
  const dialog = page.getByRole('dialog')
  const itemOf = (list: string) =>
    page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: name })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/admin/status')
  // As soon as the page has come to life.
  await expect(async () => {
    await page.getByRole('button', { name: 'Add check' }).press('Enter')
    await expect(dialog).toBeVisible({ timeout: 500 })
  }).toPass()
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Address').fill('nowhere')
  await dialog.getByLabel('Address').press('Enter')
  await expect(dialog.getByText(/must be an address such as/)).toBeVisible()
  await expectAccessible(page, '[role=dialog]')
  await dialog.getByLabel('Address').fill(web.url)
  await dialog.getByLabel('Address').press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText(`${name} answers.`)).toBeVisible()
  const item = itemOf('Components')
  await item.getByRole('button', { name: new RegExp(`^${name}`) }).press('Enter')
  await item.getByRole('button', { name: /^Edit the check/ }).press('Enter')
  await expect(dialog.getByLabel('Address')).toHaveValue(`${web.url}/`)
  await dialog.getByLabel('Name').fill(`${name} of Ada`)
  await dialog.getByLabel('Name').press('Enter')
  await expect(item.getByText(`${name} of Ada`).first()).toBeVisible()

  await page.getByRole('button', { name: 'New rule' }).press('Enter')
  await dialog.getByLabel('Name').fill(`${name} is gone`)
  await dialog.getByRole('checkbox', { name: `${name} of Ada` }).press('Space')
  await dialog.getByLabel('Alert after, in seconds').fill('60')
  await expectAccessible(page, '[role=dialog]')
  await dialog.getByLabel('Alert after, in seconds').press('Enter')
  await expect(itemOf('Alert rules')).toContainText(`${name} of Ada is down for 1 min.`)
  await itemOf('Alert rules')
    .getByRole('button', { name: /^Delete/ })
    .press('Enter')
  await expect(itemOf('Alert rules')).toHaveCount(0)
  await item.getByRole('button', { name: /^Delete/ }).press('Enter')
  await dialog.getByRole('button', { name: 'Delete' }).press('Enter')
  await expect(item).toHaveCount(0)
  await web.stop()
})
