import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectReflow } from './reflow'

/** By keyboard, and what one comes to is said. */
async function walkAlong(page: Page, name: string): Promise<void> {
  const slider = page.getByRole('slider', { name })
  await slider.focus()
  await expect(async () => {
    await slider.press('End')
    const last = await slider.getAttribute('aria-valuetext')
    await slider.press('Home')
    expect(await slider.getAttribute('aria-valuetext')).not.toBe(last)
  }).toPass()
}

test('an admin finds the status of the server in the account menu, and it reads well', async ({
  admin: { page },
  expectAccessible,
}) => {
  // The longest page, by axe in both themes.
  test.slow()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/diagrams')
  await page.getByRole('button', { name: 'Account of Admin' }).click()
  await page.getByRole('menuitem', { name: 'Status' }).click()
  await expect(page).toHaveTitle('Status · AutoGraph')
  for (const name of ['Components', 'Charts', 'Alerts', 'Errors', 'Slow queries', 'Log levels']) {
    await expect(page.getByRole('heading', { name, exact: true, level: 2 })).toBeVisible()
  }
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await walkAlong(page, 'Database, 24 hours')
  // Live numbers come every two seconds.
  await walkAlong(page, 'CPU, last hour')
  await page.getByRole('button', { name: /^In numbers ?: CPU/ }).press('Enter')
  await expect(page.getByRole('table', { name: 'CPU' }).getByRole('row')).not.toHaveCount(0)
  // The first readings come some seconds after the start.
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('Warns from 70 %, critical from 90 %.')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  const database = page
    .getByRole('list', { name: 'Components' })
    .getByRole('listitem')
    .filter({ hasText: /^Database/ })
  await expect(database).toContainText('Up')
  await database.getByRole('button', { name: /^Database/ }).press('Enter')
  await expect(database).toContainText('Takes along')
  await database.getByRole('button', { name: 'Look at Database now' }).click()
  await expect(page.getByText('Database is up.')).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectAccessible(page)
  }
  await expectReflow(page)
})

/** Alerts and what follows from them are read anew every ten seconds; nobody wants to wait that long. */
async function refreshUntil(page: Page, seen: Locator): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(seen).toBeVisible({ timeout: 1_000 })
  }).toPass()
}

test('what fails is said live, is alerted of, acknowledged and silenced; maintenance hides it; all that is in the audit log', async ({
  admin: { page, api },
  expectAccessible,
}) => {
  // From the failure to the end of the maintenance, and the page by axe in between.
  test.slow()
  const mark = randomUUID().slice(0, 8)
  const name = `Wiki ${mark}`
  const since = new Date().toISOString()
  const answer = { status: 200 }
  const wiki = createServer((_, response) => void response.writeHead(answer.status).end())
  await once(wiki.listen(0, '127.0.0.1'), 'listening')
  const address = wiki.address()
  const target = { kind: 'http', url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/` }
  const { id } = await (await api.post('/api/checks', { data: { name, target, every_seconds: 3_600 } })).json()
  const rule = {
    ...{ id: `wiki_${mark}`, name: 'Gone', severity: 'critical', isEnabled: true, escalates: false },
    ...{ forSeconds: 0, clearForSeconds: 0, condition: { kind: 'component', status: 'down', components: [id] } },
  }
  expect((await api.post('/api/alert-rules', { data: rule })).status()).toBe(201)
  const look = async (times: number) => {
    for (let time = 0; time < times; time++) await api.post(`/api/checks/${id}/run`)
  }
  const dialog = page.getByRole('dialog')
  const itemOf = (list: string) =>
    page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: name })
  try {
    await look(2)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto('/admin/status')
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    const item = itemOf('Components')
    await expect(item).toContainText('Up')
    const bar = item.getByRole('slider', { name: `${name}, 24 hours` })
    answer.status = 503
    await look(3)
    await expect(page.getByRole('status').filter({ hasText: `${name} is down` })).toBeVisible()
    await expect(item.getByText('Down', { exact: true })).toBeVisible()
    await bar.focus()
    await bar.press('End')
    await expect(bar).toHaveAttribute('aria-valuetext', /down for \d+ s/, { timeout: 20_000 })
    await expect(item.locator('[data-state=down]')).toHaveCount(1)

    const alert = itemOf('Active alerts')
    await refreshUntil(page, alert)
    await alert.getByRole('button', { name: /^Acknowledge/ }).press('Enter')
    await expect(alert).toContainText('acknowledged by Admin')
    await refreshUntil(page, itemOf('Open incidents').first())
    await alert.getByRole('button', { name: /^Silence/ }).press('Enter')
    await expect(dialog.getByText(/^Mutes now: /)).toBeVisible()
    await dialog.getByLabel('Why').fill(`moved, ${name}`)
    await dialog.getByLabel('Why').press('Enter')
    await expect(itemOf('Silences')).toBeVisible()
    await page.setViewportSize({ width: 390, height: 844 })
    await expectAccessible(page)
    answer.status = 200
    await look(2)
    await expect(item.getByText('Up', { exact: true })).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: `${name} is down` })).toHaveCount(0)

    await page.getByRole('button', { name: 'Plan maintenance' }).press('Enter')
    await dialog.getByLabel('Why').fill(`a new disk for ${name}`)
    await dialog.getByRole('checkbox', { name }).press('Space')
    await expectAccessible(page, '[role=dialog]')
    await dialog.getByLabel('Why').press('Enter')
    await expect(item.getByText('Maintenance', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: `End now: a new disk for ${name}` }).press('Enter')
    await expect(item.getByText('Up', { exact: true })).toBeVisible()
    const { items } = await (await api.get(`/api/admin/audit?limit=200&from=${since}`)).json()
    const done = new Set(items.map((entry: { action: string; result: string }) => `${entry.action} ${entry.result}`))
    expect([...done]).toEqual(
      expect.arrayContaining([
        ...['check.create success', 'alert-rule.create success', 'alert.acknowledge success'],
        ...['silence.create success', 'maintenance.create success', 'maintenance.end success'],
      ]),
    )
  } finally {
    await api.delete(`/api/alert-rules/${rule.id}`)
    await api.delete(`/api/checks/${id}`)
    wiki.close()
    wiki.closeAllConnections()
  }
})

test('a log level is changed by keyboard, and goes back to what was configured', async ({ admin: { page } }) => {
  await page.goto('/admin/status')
  const level = page.getByLabel('Log level of kv')
  await level.focus()
  // As soon as the page has come to life.
  await expect(async () => {
    await level.press('d')
    await expect(level).toHaveValue('debug', { timeout: 500 })
  }).toPass()
  await expect(level).toBeEnabled()
  await page.reload()
  await expect(level).toHaveValue('debug')
  await level.selectOption('')
  await expect(level).toBeEnabled()
  await page.reload()
  await expect(level).toHaveValue('')
})

test('an admin makes a silence by keyboard, sees it, and ends it', async ({ admin: { page }, expectAccessible }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/admin/status')
  const reason = `moved to another host ${randomUUID()}`
  const dialog = page.getByRole('dialog', { name: 'Silence alerts for a while' })
  // As soon as the page has come to life.
  await expect(async () => {
    await page.getByRole('button', { name: 'New silence' }).press('Enter')
    await expect(dialog).toBeVisible({ timeout: 500 })
  }).toPass()
  await dialog.getByLabel('Is exactly').fill('no_such_service')
  await expect(dialog.getByText('Mutes no alert that is active now.')).toBeVisible()
  await dialog.getByLabel('For').selectOption('4 hours')
  await dialog.getByLabel('Why').fill(reason)
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const item = page.getByRole('list', { name: 'Silences' }).getByRole('listitem').filter({ hasText: reason })
  await expect(item).toContainText('Service is no_such_service')
  await item.getByRole('button', { name: 'End now' }).click()
  await expect(item).toHaveCount(0)
})

test('to anybody else there is no such page, nor what it asks for', async ({ ann, page, watch }) => {
  watch.allowed.push(/status of 404/)
  for (const visitor of [ann.page, page]) {
    const response = await visitor.goto('/admin/status')
    expect(response?.status()).toBe(404)
    await expect(visitor.getByText('There is nothing here')).toBeVisible()
    for (const accept of ['application/json', 'text/event-stream']) {
      const answer = await visitor.request.get('/api/admin/status', { headers: { accept } })
      expect(answer.status()).toBe(visitor === page ? 401 : 404)
    }
  }
  await ann.page.goto('/diagrams')
  await ann.page.getByRole('button', { name: 'Account of Ann Archer' }).click()
  await expect(ann.page.getByRole('menuitem', { name: 'Settings' })).toBeVisible()
  await expect(ann.page.getByRole('menuitem', { name: 'Status' })).toHaveCount(0)
})

test('what breaks in a browser reaches the admin, with its correlation id and release', async ({
  admin,
  ann,
  watch,
}) => {
  watch.allowed.push(/broken on purpose/, /Minified React error/)
  const mark = randomUUID()
  await ann.page.goto('/diagrams')
  // Errors are heard once the page has come to life: a menu opens only then.
  await ann.page.getByRole('button', { name: 'Account of Ann Archer' }).click()
  await expect(ann.page.getByRole('menuitem', { name: 'Settings' })).toBeVisible()
  const thrown = ann.page.waitForEvent('pageerror', (error) => error.message.includes('thrown'))
  await ann.page.evaluate((mark) => {
    setTimeout(() => {
      throw new Error(`broken on purpose: thrown ${mark}`)
    })
    Promise.reject(new Error(`broken on purpose: rejected ${mark}`))
  }, mark)
  await thrown
  await ann.page.addInitScript((mark) => {
    Date.prototype.toLocaleString = () => {
      throw new Error(`broken on purpose: rendered ${mark}`)
    }
  }, mark)
  await ann.page.goto('/settings')
  await expect(ann.page.getByText('This page could not be loaded')).toBeVisible()

  const { page } = admin
  const errors = page.getByRole('list', { name: 'Errors' })
  for (const kind of ['thrown', 'rejected', 'rendered']) {
    const item = errors.getByRole('listitem').filter({ hasText: `broken on purpose: ${kind} ${mark}` })
    await expect(async () => {
      await page.goto('/admin/status')
      await expect(item).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await item.getByText(`${kind} ${mark}`).first().click()
    await expect(item).toContainText(/Correlation id[A-Za-z0-9._-]{8,}/)
    await expect(item).toContainText(/just now in release \d/)
    await item.getByRole('button', { name: 'Mark as resolved' }).click()
    await expect(item).toHaveCount(0)
  }
})
