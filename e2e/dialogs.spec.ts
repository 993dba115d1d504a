import pg from 'pg'
import { createDiagram } from './diagrams'
import { openAndLeave } from './dialogs'
import { expect, test } from './fixtures'
import { expectReflow } from './reflow'

/** As if they had signed in long ago. */
async function forgetProof(email: string): Promise<void> {
  const db = new pg.Client({ connectionString: process.env.E2E_POSTGRES_URL })
  await db.connect()
  await db.query(
    `UPDATE sessions SET confirmed_at = now() - interval '1 hour' WHERE user_id = (SELECT id FROM users WHERE email = $1)`,
    [email],
  )
  await db.end()
}

test('what cannot be taken back asks first, reads well, and gives the focus back', async ({
  admin,
  ann,
  expectAccessible,
  watch,
}) => {
  // A page and six dialogs, each read by axe.
  test.slow()
  const team = await (await ann.api.post('/api/teams', { data: { name: 'Platform' } })).json()
  // What asks for a proof of who one is was refused first.
  watch.allowed.push(/status of 403/)
  await createDiagram(ann, 'Goes to whoever inherits')
  for (const { page } of [admin, ann]) await page.emulateMedia({ reducedMotion: 'reduce' })
  await admin.page.goto(`/admin/users?q=${encodeURIComponent(ann.email)}`)
  for (const choice of ['Suspend…', 'Delete…']) {
    await openAndLeave(admin.page, 'Actions for Ann Archer', expectAccessible, choice)
  }
  await expectReflow(admin.page)

  await ann.page.goto('/teams')
  await expect(ann.page.getByRole('link', { name: /Platform 0 diagrams/ })).toBeVisible()
  await expectAccessible(ann.page)
  await ann.page.goto(`/teams/${team.id}/members`)
  for (const opener of ['Rename', 'Delete team']) await openAndLeave(ann.page, opener, expectAccessible)

  await ann.page.goto('/settings')
  await openAndLeave(ann.page, 'Delete account', expectAccessible)
  await forgetProof(ann.email)
  await openAndLeave(ann.page, 'Download my data', expectAccessible)
})
