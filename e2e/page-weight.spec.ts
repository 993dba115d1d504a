import { openDiagram } from './canvas'
import { createDiagram } from './diagrams'
import { expect, test } from './fixtures'
import { scriptBudgetKb, watchScripts } from './page-weight'

test('the scripts of a first visit to the dashboard stay within their budget', async ({ ann }) => {
  await createDiagram(ann, 'Something to list')
  const readScriptsKb = watchScripts(ann.page)
  await ann.page.goto('/diagrams', { waitUntil: 'networkidle' })
  await expect(ann.page.getByText('Something to list')).toBeVisible()
  const scriptsKb = await readScriptsKb()
  expect(scriptsKb).toBeGreaterThan(100)
  expect(scriptsKb).toBeLessThan(scriptBudgetKb.dashboard)
})

test('the scripts of a first visit to the editor stay within their budget', async ({ ann }) => {
  const diagramId = await createDiagram(ann, 'Something to draw')
  const readScriptsKb = watchScripts(ann.page)
  await openDiagram(ann.page, diagramId)
  const scriptsKb = await readScriptsKb()
  expect(scriptsKb).toBeGreaterThan(400)
  expect(scriptsKb).toBeLessThan(scriptBudgetKb.editor)
})
