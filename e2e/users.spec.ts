import { canvasOf, openDiagram } from './canvas'
import { createDiagram } from './diagrams'
import { expect, test } from './fixtures'

test('an admin suspends somebody who is drawing, who is thrown out and cannot sign in', async ({
  admin,
  ann,
  watch,
  expectAccessible,
}) => {
  watch.allowed.push(/status of (401|403)/)
  const diagramId = await createDiagram(ann, 'Drawn at the wrong moment')
  const { page } = admin
  await Promise.all([openDiagram(ann.page, diagramId), page.goto(`/admin/users?q=${encodeURIComponent(ann.email)}`)])
  await expect(page.getByRole('heading', { name: 'Users', exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^Actions for Ann Archer/ }).click()
  await page.getByRole('menuitem', { name: 'Suspend…' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend', exact: true }).press('Enter')

  await expect(ann.page.getByRole('alertdialog', { name: 'Sign in again' })).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Suspended' })).toBeVisible()
  await expectAccessible(page)

  await ann.page.goto('/sign-in')
  await expect(ann.page.getByRole('textbox', { name: 'E-mail' })).toBeVisible()
  await ann.page.getByRole('textbox', { name: 'E-mail' }).fill(ann.email)
  await ann.page.getByLabel('Password', { exact: true }).fill(ann.password)
  await ann.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(ann.page.getByText('This account is suspended')).toBeVisible()
  await expect(canvasOf(ann.page)).toBeHidden()
})
