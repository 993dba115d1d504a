import { drawBox, expectSaved, openDiagram, shapesOf } from './canvas'
import { createDiagram } from './diagrams'
import { openAndLeave } from './dialogs'
import { expect, test } from './fixtures'

test('who is invited to a team draws in it, and is thrown out with their membership', async ({
  ann,
  ben,
  watch,
  expectAccessible,
}) => {
  // Five screens and two dialogs, each read by axe.
  test.slow()
  watch.allowed.push(/status of 404/)
  const team = await (await ann.api.post('/api/teams', { data: { name: 'Platform' } })).json()
  const people = `/teams/${team.id}/members`

  await ann.page.goto(people)
  await expect(ann.page.getByRole('heading', { name: 'Invite people' })).toBeVisible()
  await ann.page.getByLabel('E-mail').fill(ben.email)
  await ann.page.getByLabel('E-mail').press('Enter')
  await ann.page.getByRole('button', { name: `Show link: ${ben.email}` }).click()
  const link = await ann.page.getByLabel(`Link for ${ben.email}`).inputValue()
  await expectAccessible(ann.page)

  await ben.page.goto(link)
  await expect(ben.page.getByText('Ann Archer invites')).toBeVisible()
  await expectAccessible(ben.page)
  await ben.page.getByRole('button', { name: 'Join the team' }).click()
  await expect(ben.page.getByRole('heading', { name: 'Platform' })).toBeVisible()
  await expect(ben.page.getByRole('link', { name: 'Platform' })).toBeVisible()
  await ben.page.goto(people)
  await openAndLeave(ben.page, 'Leave the team', expectAccessible)
  const diagramId = await createDiagram(ben, 'Plan', { teamId: team.id })
  await openDiagram(ben.page, diagramId)
  await drawBox(ben.page, { x: 300, y: 250 })
  await expectSaved(ben.page)
  await expect(shapesOf(ben.page)).toHaveCount(1)

  // A click before the scripts are there would be lost.
  const sent = await (await ann.api.get(`/teams/${team.id}`)).text()
  expect(sent).toMatch(/<button[^>]* disabled=""[^>]*>(?:(?!<\/button>).)*New/)
  await ann.page.goto(`/teams/${team.id}`)
  await expect(ann.page.getByRole('link', { name: 'Plan', exact: true })).toBeVisible()
  await expectAccessible(ann.page)
  await ann.page.goto(people)
  await openAndLeave(ann.page, 'Hand over', expectAccessible)
  await ann.page.getByRole('button', { name: 'Remove Ben Bridge' }).click()
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(ben.page.getByText('This diagram is gone')).toBeVisible()
  expect((await ben.api.get(`/api/diagrams/${diagramId}`)).status()).toBe(404)
  expect((await ann.api.get(`/api/diagrams/${diagramId}`)).status()).toBe(200)
})
