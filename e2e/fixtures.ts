import AxeBuilder from '@axe-core/playwright'
import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { type Account, registerPerson, signIn } from './people'
import { type BrowserWatch, watchContext } from './watch'

/** Someone with an account, signed in, with a browser of their own. */
export interface Person extends Account {
  page: Page
  context: BrowserContext
  api: APIRequestContext
}

interface Fixtures {
  /** What browsers of this test complained about; anything left over at the end fails the test. */
  watch: BrowserWatch
  newPerson(name: string): Promise<Person>
  ann: Person
  ben: Person
  expectAccessible(page: Page): Promise<void>
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(process.env.E2E_URL),

  watch: [
    async ({}, use) => {
      const watch: BrowserWatch = { faults: [], foreignRequests: [], allowed: [] }
      await use(watch)
      const unexpected = watch.faults.filter((fault) => !watch.allowed.some((pattern) => pattern.test(fault)))
      expect(unexpected, 'errors in the browser').toEqual([])
      expect(watch.foreignRequests, 'requests to other origins').toEqual([])
    },
    { auto: true },
  ],

  context: async ({ context, watch, baseURL }, use) => {
    watchContext(context, watch, baseURL!)
    await use(context)
  },

  newPerson: async ({ browser, watch, baseURL }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (name) => {
      const context = await browser.newContext({ baseURL })
      contexts.push(context)
      watchContext(context, watch, baseURL!)
      const account = await registerPerson(context.request, name)
      await signIn(context.request, account)
      return { ...account, context, api: context.request, page: await context.newPage() }
    })
    for (const context of contexts) await context.close()
  },

  ann: async ({ newPerson }, use) => use(await newPerson('Ann Archer')),
  ben: async ({ newPerson }, use) => use(await newPerson('Ben Bridge')),

  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(
        serious.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) })),
        `axe on ${page.url()}`,
      ).toEqual([])
    })
  },
})

export { expect }
