import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { canvasOf, openDiagram } from './canvas'
import { createDiagram } from './diagrams'
import { expect, test } from './fixtures'
import { registerPerson, signIn } from './people'

const password = 'a drawing table and a lamp'

async function fillSignIn(page: Page, account: { email: string; password: string }): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signOut(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name: `Account of ${name}` })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

test('someone registers, signs out and signs in again', async ({ page }) => {
  const email = `eve-${randomUUID()}@example.org`
  await page.goto('/register')
  await page.getByRole('textbox', { name: 'Name' }).fill('Eve Example')
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(/\/diagrams$/)
  await expect(page.getByRole('heading', { name: 'Welcome, Eve' })).toBeVisible()

  await signOut(page, 'Eve Example')
  await expect(page).toHaveURL(/\/(sign-in)?$/)
  await page.goto('/diagrams')
  await expect(page).toHaveURL(/\/sign-in/)
  await fillSignIn(page, { email: email.toUpperCase(), password })
  await expect(page).toHaveURL(/\/diagrams$/)
  await expect(page.getByRole('button', { name: 'Account of Eve Example' }).first()).toBeVisible()
})

test('a new password is judged while one types, and may be pasted', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/register')
  await page.getByRole('textbox', { name: 'Name' }).fill('Eve Example')
  const field = page.getByLabel('Password', { exact: true })
  await expect(field).toHaveAccessibleDescription(/^At least 12 characters/)
  await field.fill('Password1234!')
  await expect(field).toHaveAccessibleDescription(/easy to guess/)
  await field.fill('the example of a lamp')
  await expect(field).toHaveAccessibleDescription(/Leave out “example”/)
  await page.evaluate((text) => navigator.clipboard.writeText(text), password)
  await field.fill('')
  await field.press('ControlOrMeta+v')
  await expect(field).toHaveValue(password)
  await expect(field).toHaveAccessibleDescription('Strong. You can use this password.')
})

test('a page that needs a session comes back after signing in', async ({ page, ann }) => {
  const diagramId = await createDiagram(ann, 'After signing in')
  await page.goto(`/diagrams/${diagramId}`)
  await expect(page).toHaveURL(/\/sign-in/)
  await fillSignIn(page, ann)
  await expect(page).toHaveURL(new RegExp(`/diagrams/${diagramId}$`))
})

test('a wrong password and an unknown address get the same answer', async ({ page, context, watch }) => {
  watch.allowed.push(/status of 401/)
  const { email } = await registerPerson(context.request, 'Careful Carl')
  await page.goto('/sign-in')
  await fillSignIn(page, { email, password: 'not the password' })
  const passwordField = page.getByLabel('Password', { exact: true })
  await expect(passwordField).toHaveAccessibleDescription('The e-mail address or the password is not right.')
  await page.reload()
  await fillSignIn(page, { email: `nobody-${randomUUID()}@example.org`, password: 'not the password' })
  await expect(passwordField).toHaveAccessibleDescription('The e-mail address or the password is not right.')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('what is wrong with a registration is said beside its field', async ({ page, context, watch }) => {
  watch.allowed.push(/status of (409|422)/)
  const { email } = await registerPerson(context.request, 'First Fiona')
  await page.goto('/register')
  await page.getByRole('textbox', { name: 'Name' }).fill('Second Fiona')
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/at least 12 characters/i)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByText(/already/)).toBeVisible()
  await expect(page).toHaveURL(/\/register/)
})

test('revoking a session closes its open editor', async ({ ann, browser, baseURL, watch }) => {
  watch.allowed.push(/status of 401/)
  const diagramId = await createDiagram(ann, 'Left open at the office')
  await openDiagram(ann.page, diagramId)

  const home = await browser.newContext({ baseURL })
  await signIn(home.request, ann)
  const { items } = await (await home.request.get('/api/account/sessions')).json()
  const office = items.find(({ current }: { current: boolean }) => !current)
  expect((await home.request.delete(`/api/account/sessions/${office.id}`)).status()).toBe(204)
  await home.close()

  await expect(ann.page.getByRole('status').filter({ hasText: /^Saved/ })).toBeHidden()
  await expect(ann.page.getByRole('alertdialog', { name: 'Sign in again' })).toBeVisible()
  await ann.page.reload()
  await expect(ann.page).toHaveURL(/\/sign-in/)
  await expect(canvasOf(ann.page)).toBeHidden()
})
