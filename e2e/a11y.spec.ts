import { canvasOf } from './canvas'
import { findClassConflicts } from './class-conflicts'
import { expect, test } from './fixtures'
import { listOwnPages, publicPages } from './pages'
import { expectReflow } from './reflow'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`public pages have no serious finding in the ${colorScheme} theme`, async ({ page, expectAccessible }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const path of publicPages) {
      await page.goto(path)
      await expect(page).toHaveTitle(/AutoGraph/)
      await expectAccessible(page)
      expect(await findClassConflicts(page), path).toEqual([])
      if (colorScheme === 'light') await expectReflow(page)
    }
  })

  test(`own pages have no serious finding in the ${colorScheme} theme`, async ({ ann, expectAccessible }) => {
    // Five pages, one of them with the whole editor, each read by axe.
    test.slow()
    await ann.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const path of await listOwnPages(ann)) {
      await ann.page.goto(path)
      await expect(ann.page).toHaveTitle(/AutoGraph/)
      if (/\/diagrams\/./.test(path)) await expect(canvasOf(ann.page)).toBeVisible()
      await expectAccessible(ann.page)
      expect(await findClassConflicts(ann.page), path).toEqual([])
      if (colorScheme === 'light') await expectReflow(ann.page)
    }
  })
}
