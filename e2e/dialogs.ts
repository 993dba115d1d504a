import { expect, type Page } from '@playwright/test'

type Check = (page: Page, within: string) => Promise<void>

/**
 * Opened by keyboard, from `choose` in a menu if need be, a dialog holds the focus; Escape leaves things as they are, and one
 * is where one was.
 */
export async function openAndLeave(page: Page, opener: string | RegExp, check: Check, choose?: string): Promise<void> {
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
