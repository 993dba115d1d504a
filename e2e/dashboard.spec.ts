import type { Locator, Page } from '@playwright/test'
import { canvasOf } from './canvas'
import { addMember, createDiagram } from './diagrams'
import { expect, test } from './fixtures'

const cardOf = (page: Page, title: string): Locator =>
  page.getByRole('listitem').filter({ has: page.getByText(title, { exact: true }) })

async function chooseFromMenu(page: Page, title: string, item: string | RegExp): Promise<void> {
  await cardOf(page, title).hover()
  await page.getByRole('button', { name: `More about ${title}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const goTo = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Diagrams' }).getByRole('link', { name: view }).click()

test('a first diagram is made, opened and found on the dashboard', async ({ ann: { page } }) => {
  await page.goto('/diagrams')
  await expect(page.getByRole('heading', { name: 'Welcome, Ann' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Empty diagram' }).click()
  await expect(page).toHaveURL(/\/diagrams\/\w+/)
  await expect(canvasOf(page)).toBeVisible()
  await page.goto('/diagrams')
  await expect(cardOf(page, 'Untitled')).toBeVisible()
})

test('a template becomes a diagram with something on it', async ({ ann: { page } }) => {
  await page.goto('/diagrams')
  await page.getByRole('list', { name: 'Templates' }).getByRole('button').first().click()
  await expect(page).toHaveURL(/\/diagrams\/\w+/)
  await expect(page.locator('.tl-shape').first()).toBeAttached()
})

test('renaming, starring and duplicating', async ({ ann }) => {
  const { page } = ann
  await createDiagram(ann, 'Payments')
  await page.goto('/diagrams')

  await chooseFromMenu(page, 'Payments', 'Rename')
  await page.getByRole('textbox', { name: 'Title' }).fill('Payments, second try')
  await page.getByRole('button', { name: 'Rename' }).click()
  await expect(cardOf(page, 'Payments, second try')).toBeVisible()

  await cardOf(page, 'Payments, second try').hover()
  await page.getByRole('button', { name: 'Star Payments, second try' }).click()
  await chooseFromMenu(page, 'Payments, second try', 'Duplicate')
  await expect(page.getByRole('listitem').filter({ hasText: 'Payments, second try' })).toHaveCount(2)

  await goTo(page, 'Starred')
  await expect(page.getByRole('listitem').filter({ hasText: 'Payments, second try' })).toHaveCount(1)
  await page.reload()
  await expect(cardOf(page, 'Payments, second try')).toBeVisible()
})

test('to the trash, back, and away for good', async ({ ann }) => {
  const { page } = ann
  await createDiagram(ann, 'Old plan')
  await createDiagram(ann, 'Kept plan')
  await page.goto('/diagrams')
  await chooseFromMenu(page, 'Old plan', /Move to trash/)
  await expect(cardOf(page, 'Old plan')).toBeHidden()
  await expect(cardOf(page, 'Kept plan')).toBeVisible()

  await goTo(page, 'Trash')
  await chooseFromMenu(page, 'Old plan', 'Restore')
  await expect(cardOf(page, 'Old plan')).toBeHidden()
  await goTo(page, 'All')
  await expect(cardOf(page, 'Old plan')).toBeVisible()

  await chooseFromMenu(page, 'Old plan', /Move to trash/)
  await goTo(page, 'Trash')
  await chooseFromMenu(page, 'Old plan', 'Delete for good')
  const deleted = page.waitForResponse((response) => response.request().method() !== 'GET')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await deleted
  await page.reload()
  await expect(page.getByText('The trash is empty')).toBeVisible()
})

test('filtering by title', async ({ ann }) => {
  const { page } = ann
  for (const title of ['Network plan', 'Billing flow', 'Network of people']) await createDiagram(ann, title)
  await page.goto('/diagrams')
  await page.getByRole('searchbox', { name: 'Filter by title' }).fill('network')
  await expect(cardOf(page, 'Billing flow')).toBeHidden()
  await expect(cardOf(page, 'Network plan')).toBeVisible()
  await expect(cardOf(page, 'Network of people')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Filter by title' }).fill('nothing like it')
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(cardOf(page, 'Billing flow')).toBeVisible()
})

test('the list view sorts by title both ways and survives a reload', async ({ ann }) => {
  const { page } = ann
  for (const title of ['Bees', 'Ants', 'Cats']) await createDiagram(ann, title)
  await page.goto('/diagrams')
  await page.getByRole('button', { name: 'List', exact: true }).click()
  const titles = page.getByRole('table', { name: 'Diagrams' }).locator('[data-diagram-id]')
  await expect(titles).toHaveCount(3)
  const header = page.getByRole('columnheader', { name: 'Title' })
  await header.getByRole('button').click()
  await expect(titles).toHaveText(['Ants', 'Bees', 'Cats'])
  await expect(header).toHaveAttribute('aria-sort', 'ascending')
  await header.getByRole('button').click()
  await expect(titles).toHaveText(['Cats', 'Bees', 'Ants'])
  await page.reload()
  await expect(titles).toHaveText(['Cats', 'Bees', 'Ants'])
})

test('a shared diagram appears with the one it was shared with', async ({ ann, ben }) => {
  const diagramId = await createDiagram(ann, 'For Ben')
  await addMember(ann, diagramId, { email: ben.email, role: 'viewer' })
  await ben.page.goto('/diagrams?view=shared')
  await expect(cardOf(ben.page, 'For Ben')).toBeVisible()
  await cardOf(ben.page, 'For Ben').hover()
  await ben.page.getByRole('button', { name: 'More about For Ben' }).click()
  await expect(ben.page.getByRole('menuitem', { name: 'Rename' })).toBeHidden()
  await expect(ben.page.getByRole('menuitem', { name: /Move to trash/ })).toBeHidden()
})

test('everything works with the keyboard alone', async ({ ann }) => {
  const { page } = ann
  await createDiagram(ann, 'First by key')
  await createDiagram(ann, 'Second by key')
  await page.goto('/diagrams')
  await expect(cardOf(page, 'Second by key')).toBeVisible()
  await expect(page.locator('[aria-keyshortcuts~="ArrowRight"]')).toBeVisible()

  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('link', { name: 'Second by key' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('link', { name: 'First by key' })).toBeFocused()

  await page.keyboard.press('F2')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Renamed by key')
  await page.keyboard.press('Enter')
  await expect(cardOf(page, 'Renamed by key')).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(cardOf(page, 'Renamed by key')).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type('Second')
  await expect(page.getByRole('option', { name: /Second by key/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/diagrams\/\w+/)
  await expect(canvasOf(page)).toBeVisible()

  await page.goBack()
  await expect(cardOf(page, 'Second by key')).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: /shortcuts/i })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/\/diagrams\/\w+/)
})
