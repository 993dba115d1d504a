import pg from 'pg'
import { canvasOf, drawBox, expectSaved, openDiagram, shapesOf } from './canvas'
import { addMember, createDiagram } from './diagrams'
import { expect, test } from './fixtures'
import { cronSecret, type NextAlone, startNextAlone } from './next-alone'
import { registerPerson, signIn } from './people'

test('without a long-lived process people save by HTTP, see what both changed, and a cron does what loops do', async ({
  browser,
  expectAccessible,
}) => {
  test.setTimeout(120_000)
  const alone = await startNextAlone()
  try {
    const people = ['Ann Archer', 'Ben Bridge'].map((name) => enter(browser, alone, name))
    const [ann, ben] = (await Promise.all(people)) as [Somebody, Somebody]
    const diagramId = await createDiagram(ann, 'Without a process')
    await addMember(ann, diagramId, { email: ben.email, role: 'editor' })
    // It waits for what its loops do, and nobody has to wait for it.
    const cron = runCron(ann, alone)
    cron.catch(() => {})
    await test.step('what is drawn is saved', async () => {
      await openDiagram(ann.page, diagramId)
      await expect(ann.page.getByRole('button', { name: 'Not live' })).toBeVisible()
      await drawBox(ann.page, { x: 300, y: 300 })
      await expectStored(ann, diagramId, 1)
      await expectSaved(ann.page)
    })
    await test.step('what both changed is shown, and nothing is lost', async () => {
      await openDiagram(ben.page, diagramId)
      await expect(shapesOf(ben.page)).toHaveCount(1)
      await ben.context.setOffline(true)
      await nudge(ben.page, 'ArrowDown')
      await drawBox(ben.page, { x: 600, y: 300 })
      await nudge(ann.page, 'ArrowUp')
      await expect.poll(async () => (await readBoxes(ann, diagramId))[0]?.y).toBeLessThan(300)
      await ben.context.setOffline(false)
      const panel = ben.page.getByRole('region', { name: 'Somebody else changed the same' })
      await expect(panel).toContainText('Both changed the place. Yours stands.')
      await expect(ben.page.getByTestId('style.panel')).toBeHidden()
      await expectAccessible(ben.page, '.autograph-conflicts')
      await expectStored(ann, diagramId, 2)
      await panel.getByRole('button', { name: 'Use theirs' }).click()
      await expect(panel).toBeHidden()
    })
    await test.step('the API refuses what is stale with 412', async () => {
      const read = await ann.api.get(`/api/diagrams/${diagramId}`)
      const { document } = await read.json()
      const put = (etag: string) =>
        ann.api.put(`/api/diagrams/${diagramId}/document`, { data: { document }, headers: { 'if-match': etag } })
      expect((await put('"1"')).status()).toBe(412)
    })
    await test.step('a cron with the secret does a round', () => cron)
    for (const { context } of [ann, ben]) await context.close()
  } finally {
    await alone.stop()
  }
})

async function enter(browser: import('@playwright/test').Browser, { url }: NextAlone, name: string) {
  const context = await browser.newContext({ baseURL: url })
  const account = await registerPerson(context.request, name)
  await signIn(context.request, account)
  return { ...account, context, api: context.request, page: await context.newPage() }
}
type Somebody = Awaited<ReturnType<typeof enter>>

async function readBoxes({ api }: Somebody, diagramId: string): Promise<{ y: number }[]> {
  const { document } = await (await api.get(`/api/diagrams/${diagramId}`)).json()
  return Object.entries<{ y: number }>(document.store).flatMap(([id, record]) =>
    id.startsWith('shape:') ? [record] : [],
  )
}

const expectStored = (somebody: Somebody, diagramId: string, count: number) =>
  expect.poll(async () => (await readBoxes(somebody, diagramId)).length).toBe(count)

/** Moves the one shape there is. */
async function nudge(page: import('@playwright/test').Page, key: string): Promise<void> {
  await canvasOf(page).focus()
  await page.keyboard.press('Control+a')
  for (let times = 0; times < 3; times++) await page.keyboard.press(`Shift+${key}`)
}

async function runCron({ api }: Somebody, { databaseUrl }: NextAlone): Promise<void> {
  const call = (secret: string) => api.get('/api/cron', { headers: { authorization: `Bearer ${secret}` } })
  expect((await call('another secret')).status()).toBe(401)
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  try {
    const round = await call(cronSecret)
    expect(await round.json()).toEqual({
      checked: true,
      evaluated: true,
      waiting: 0,
      cleared: ['prune-outbox', 'prune-audit', 'object-sweep', 'account-erasure'],
    })
    const { rows } = await database.query<{ spans: number }>('SELECT count(*)::int AS spans FROM component_spans')
    expect(rows[0]?.spans).toBeGreaterThan(0)
  } finally {
    await database.end()
  }
}
