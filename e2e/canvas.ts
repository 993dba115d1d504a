import { expect, type Locator, type Page } from '@playwright/test'

export const canvasOf = (page: Page): Locator => page.getByTestId('canvas')
export const shapesOf = (page: Page): Locator => page.locator('.tl-shape')

/** Opens a diagram and waits until it can be drawn on. */
export async function openDiagram(page: Page, diagramId: string): Promise<void> {
  await page.goto(`/diagrams/${diagramId}`)
  await expect(canvasOf(page)).toBeVisible({ timeout: 30_000 })
  await expectSaved(page)
}

/** Draws a rectangle the way a person does: choose the tool, drag. */
export async function drawBox(page: Page, { x, y }: { x: number; y: number }, size = 80): Promise<void> {
  await canvasOf(page).focus()
  await page.keyboard.press('r')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + size, y + size, { steps: 4 })
  await page.mouse.up()
}

export async function expectSaved(page: Page, timeout = 15_000): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /^Saved/ })).toBeVisible({ timeout })
}

export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, text)
}
