import type { Page } from '@playwright/test'
import { startRecordingWebServer } from '@/lib/testing/recording-web-server'
import { canvasOf, drawBox, expectSaved, openDiagram } from './canvas'
import { addMember, countStoredShapes, createDiagram } from './diagrams'
import { expect, type Person, test } from './fixtures'

// Who sees components is chosen once for everybody.
test.describe.configure({ mode: 'default' })

const badgesOf = (page: Page) => page.getByRole('list', { name: 'States' }).getByRole('listitem')

/** A check of an address, looked at often enough to be believed to be up. */
async function createCheck(admin: Person, name: string, url: string) {
  const target = { kind: 'http', url }
  const created = await admin.api.post('/api/checks', { data: { name, target, every_seconds: 3_600 } })
  expect(created.status(), await created.text()).toBe(201)
  const { id } = await created.json()
  const read = async () => (await admin.api.get(`/api/checks/${id}`)).json()
  /** Looks again and again until it is believed. */
  async function lookUntil(status: string): Promise<void> {
    await expect(async () => {
      expect((await admin.api.post(`/api/checks/${id}/run`)).status()).toBe(200)
      expect((await read()).status).toBe(status)
    }).toPass({ intervals: [250] })
  }
  await lookUntil('up')
  return { id, read, lookUntil, delete: () => admin.api.delete(`/api/checks/${id}`) }
}

async function show(admin: Person, signedIn: string[]): Promise<void> {
  const response = await admin.api.put('/api/admin/component-audience', { data: { signedIn } })
  expect(response.status(), await response.text()).toBe(200)
}

/** Opens the menu of the selected shape and chooses one of its items, without a pointer. */
async function chooseFromMenu(page: Page, item: string): Promise<void> {
  await canvasOf(page).focus()
  await page.keyboard.press('Control+Shift+Enter')
  const found = page.getByRole('menuitem', { name: item })
  await expect(found).toBeVisible()
  // Ours are the last.
  await expect(async () => {
    await page.keyboard.press('End')
    await expect(found).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press('Enter')
}

test('a shape is bound by keyboard and changes for everyone who may see it, while the document stays', async ({
  admin,
  ann,
  expectAccessible,
}) => {
  const dependency = await startRecordingWebServer()
  const check = await createCheck(admin, 'Payment service', dependency.url)
  await show(admin, [check.id])
  const diagramId = await createDiagram(admin, 'Living')
  await addMember(admin, diagramId, { email: ann.email, role: 'viewer' })
  const heard: string[] = []
  ann.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
  await openDiagram(admin.page, diagramId)
  await ann.page.goto(`/diagrams/${diagramId}`)
  await expect(canvasOf(ann.page)).toBeVisible()

  await drawBox(admin.page, { x: 300, y: 250 }, 240)
  await chooseFromMenu(admin.page, 'Show the state of…')
  const dialog = admin.page.getByRole('dialog', { name: 'Show the state of a component' })
  await expect(dialog.getByRole('option', { name: /Payment service/ })).toBeVisible()
  await expectAccessible(admin.page)
  await admin.page.keyboard.type('paym')
  await admin.page.keyboard.press('Enter')
  for (const { page } of [admin, ann]) await expect(badgesOf(page)).toContainText('Payment service: Up')

  // One step: undone and done again. What the viewer may not see is another component.
  await admin.page.getByTestId('quick-actions.undo').click()
  await expect(badgesOf(admin.page)).toHaveCount(0)
  await admin.page.getByTestId('quick-actions.redo').click()
  await expect(badgesOf(ann.page)).toHaveCount(1)
  await drawBox(admin.page, { x: 650, y: 250 }, 240)
  await admin.page.keyboard.press('Shift+S')
  await dialog.getByRole('option', { name: /^Database/ }).click()
  await expect(badgesOf(admin.page)).toHaveCount(2)
  await expectSaved(admin.page)

  const etagOf = async () => (await (await admin.api.get(`/api/diagrams/${diagramId}`)).json()).etag
  const before = await etagOf()
  await dependency.stop()
  await check.lookUntil('down')
  for (const { page } of [admin, ann])
    await expect(badgesOf(page).first()).toContainText('Payment service: Down', { timeout: 5_000 })
  expect(Date.now() - Date.parse((await check.read()).since)).toBeLessThan(5_000)
  expect(await etagOf()).toBe(before)
  await expectSaved(admin.page)
  await expect(badgesOf(ann.page)).toHaveCount(1)
  await expect(ann.page.getByRole('status').filter({ hasText: 'Payment service: down.' })).toHaveCount(1)
  // The id is in the document, which the viewer may read; what it means is not told.
  expect(heard.join()).not.toMatch(/"name":"Database"/)
  for (const { page } of [admin, ann]) await expectAccessible(page)

  await canvasOf(ann.page).click({ button: 'right', position: { x: 420, y: 370 } })
  await expect(ann.page.getByRole('menuitem', { name: /Select all/ })).toBeVisible()
  await expect(ann.page.getByRole('menuitem', { name: /the state/ })).toHaveCount(0)

  await show(admin, [])
  await expect(badgesOf(ann.page)).toHaveCount(0)
  await check.delete()
})

test('what stands on what opens as a diagram that lives', async ({
  admin: { page, api, ...admin },
  expectAccessible,
}) => {
  await show({ page, api, ...admin }, [])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/admin/status')
  await page.getByRole('button', { name: 'Who sees these' }).click()
  const dialog = page.getByRole('dialog', { name: 'Show components to everyone' })
  await dialog.getByRole('checkbox', { name: 'Database', exact: true }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  expect(await (await api.get('/api/admin/component-audience')).json()).toEqual({ signedIn: ['database'] })
  await show({ page, api, ...admin }, [])

  await page.getByRole('button', { name: 'Open as diagram' }).click()
  await expect(page).toHaveURL(/\/diagrams\/\w{20}$/)
  await expect(canvasOf(page)).toBeVisible({ timeout: 30_000 })
  await expect(badgesOf(page).filter({ hasText: 'Database: Up' })).toHaveCount(1)
  await expect(page).toHaveTitle('Dependency map · AutoGraph')
  const diagramId = page.url().split('/').at(-1) ?? ''
  expect(await countStoredShapes({ page, api, ...admin }, diagramId)).toBeGreaterThan(20)
  await expectAccessible(page)
})
