import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

type Check = (page: Page, within: string) => Promise<void>

/** Opened by keyboard, it holds the focus; Escape leaves things as they are, and one is where one was. */
async function openAndLeave(page: Page, opener: string | RegExp, check: Check, choose?: string): Promise<void> {
  const button = page.getByRole('button', { name: opener })
  const dialog = page.getByRole('dialog')
  // As soon as the page has come to life.
  await expect(async () => {
    await button.press('Enter')
    if (choose) await page.getByRole('menuitem', { name: choose }).press('Enter', { timeout: 1_000 })
    await expect(dialog).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expect(dialog.locator(':focus')).toHaveCount(1)
  await check(page, '[role=dialog]')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(button).toBeFocused()
}

test('what cannot be taken back asks first, reads well, and gives the focus back', async ({
  admin,
  ann,
  expectAccessible,
}) => {
  // A page and four dialogs, each read by axe.
  test.slow()
  const team = await (await ann.api.post('/api/teams', { data: { name: 'Platform' } })).json()
  for (const { page } of [admin, ann]) await page.emulateMedia({ reducedMotion: 'reduce' })
  await admin.page.goto(`/admin/users?q=${encodeURIComponent(ann.email)}`)
  await openAndLeave(admin.page, 'Actions for Ann Archer', expectAccessible, 'Delete…')

  await ann.page.goto('/teams')
  await expect(ann.page.getByRole('link', { name: /Platform 0 diagrams/ })).toBeVisible()
  await expectAccessible(ann.page)
  await ann.page.goto(`/teams/${team.id}/members`)
  for (const opener of ['Rename', 'Delete team']) await openAndLeave(ann.page, opener, expectAccessible)

  await ann.page.goto('/settings')
  await openAndLeave(ann.page, 'Delete account', expectAccessible)
})
