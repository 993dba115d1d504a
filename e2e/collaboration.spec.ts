import { canvasOf, drawBox, expectSaved, openDiagram, shapesOf } from './canvas'
import { addMember, countStoredShapes, createDiagram } from './diagrams'
import { findCloseCode } from './find-close-code'
import { expect, test } from './fixtures'

test('two people draw together and see each other', async ({ ann, ben }) => {
  const diagramId = await createDiagram(ann, 'Together')
  await addMember(ann, diagramId, { email: ben.email, role: 'editor' })
  await openDiagram(ann.page, diagramId)
  await openDiagram(ben.page, diagramId)

  await drawBox(ann.page, { x: 300, y: 250 })
  await expect(shapesOf(ben.page)).toHaveCount(1)
  await drawBox(ben.page, { x: 500, y: 250 })
  await expect(shapesOf(ann.page)).toHaveCount(2)

  await ben.page.mouse.move(620, 420, { steps: 5 })
  await expect(ann.page.locator('.tl-collaborator__cursor, .tl-cursor').first()).toBeAttached()
  await expect(ann.page.locator('.tl-nametag')).toHaveText(ben.name)

  await expectSaved(ann.page)
  await expectSaved(ben.page)
  expect(await countStoredShapes(ann, diagramId)).toBe(2)
})

test('a viewer sees the drawing change and cannot change it', async ({ ann, ben }) => {
  const diagramId = await createDiagram(ann, 'Look, do not touch')
  await addMember(ann, diagramId, { email: ben.email, role: 'viewer' })
  await openDiagram(ann.page, diagramId)
  await ben.page.goto(`/diagrams/${diagramId}`)
  await expect(canvasOf(ben.page)).toBeVisible()

  await drawBox(ann.page, { x: 300, y: 250 })
  await expect(shapesOf(ben.page)).toHaveCount(1)
  await drawBox(ben.page, { x: 500, y: 250 })
  // Ann's second box arrives after whatever Ben's attempt might have sent.
  await drawBox(ann.page, { x: 300, y: 420 })
  await expect(shapesOf(ben.page)).toHaveCount(2)
  await expectSaved(ann.page)
  expect(await countStoredShapes(ann, diagramId)).toBe(2)

  const { document } = await (await ben.api.get(`/api/diagrams/${diagramId}`)).json()
  const headers = { 'if-match': '*' }
  const written = await ben.api.put(`/api/diagrams/${diagramId}/document`, { data: { document }, headers })
  expect(written.status()).toBe(403)
})

test('a stranger learns nothing of a diagram', async ({ ann, ben, watch, baseURL }) => {
  watch.allowed.push(/status of 404/)
  const diagramId = await createDiagram(ann, 'Private')
  expect((await ben.api.get(`/api/diagrams/${diagramId}`)).status()).toBe(404)
  expect(await findCloseCode(baseURL!, ben.context, diagramId)).toBe(4404)
  const response = await ben.page.goto(`/diagrams/${diagramId}`)
  expect(response?.status()).toBe(404)
  await expect(ben.page.getByText('Private')).toBeHidden()
})

test('a socket without a session is refused', async ({ ann, context, baseURL }) => {
  const diagramId = await createDiagram(ann, 'Signed in only')
  expect(await findCloseCode(baseURL!, context, diagramId)).toBe(4401)
})

test('who loses access loses the open editor too', async ({ ann, ben, watch }) => {
  watch.allowed.push(/status of 404/)
  const diagramId = await createDiagram(ann, 'For now')
  await addMember(ann, diagramId, { email: ben.email, role: 'editor' })
  await openDiagram(ben.page, diagramId)
  const members = await (await ann.api.get(`/api/diagrams/${diagramId}/members`)).json()
  const member = members.items.find(({ email }: { email: string }) => email === ben.email)
  expect((await ann.api.delete(`/api/diagrams/${diagramId}/members/${member.id}`)).status()).toBe(204)
  await expect(ben.page.getByRole('alertdialog')).toContainText(/no longer/)
})

test('an open editor follows a rename made elsewhere, and one that it missed', async ({ ann, ben, watch }) => {
  watch.allowed.push(/WebSocket connection|ERR_INTERNET_DISCONNECTED/)
  const diagramId = await createDiagram(ann, 'First name')
  await addMember(ann, diagramId, { email: ben.email, role: 'viewer' })
  const rename = (title: string) => ann.api.patch(`/api/diagrams/${diagramId}`, { data: { title } })
  const expectTitle = async (title: string) => {
    for (const { page } of [ann, ben]) {
      await expect(page.getByRole('heading', { name: title })).toBeVisible()
      await expect(page).toHaveTitle(`${title} · AutoGraph`)
    }
  }
  await openDiagram(ann.page, diagramId)
  await openDiagram(ben.page, diagramId)
  await rename('Second name')
  await expectTitle('Second name')

  await ben.context.setOffline(true)
  await expect(ben.page.getByRole('status').filter({ hasText: 'Offline' })).toBeVisible()
  await rename('Third name')
  await ben.context.setOffline(false)
  await expectTitle('Third name')
})
