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
  newContext(): Promise<BrowserContext>
  newPerson(name: string): Promise<Person>
  /** The first account of the app, in a browser of its own. */
  admin: Person
  ann: Person
  ben: Person
  /** By axe; `within` is a selector of the part that matters, where another test has the rest. */
  expectAccessible(page: Page, within?: string): Promise<void>
}

async function enter(context: BrowserContext, account: Account): Promise<Person> {
  await signIn(context.request, account)
  return { ...account, context, api: context.request, page: await context.newPage() }
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

  newContext: async ({ browser, watch, baseURL }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext({ baseURL })
      contexts.push(context)
      watchContext(context, watch, baseURL!)
      return context
    })
    for (const context of contexts) await context.close()
  },

  newPerson: async ({ newContext }, use) => {
    await use(async (name) => {
      const context = await newContext()
      return await enter(context, await registerPerson(context.request, name))
    })
  },

  admin: async ({ newContext }, use) => {
    const account: Account = JSON.parse(process.env.E2E_ADMIN ?? '')
    await use(await enter(await newContext(), account))
  },

  ann: async ({ newPerson }, use) => use(await newPerson('Ann Archer')),
  ben: async ({ newPerson }, use) => use(await newPerson('Ben Bridge')),

  expectAccessible: async ({}, use) => {
    await use(async (page, within) => {
      const axe = new AxeBuilder({ page })
      const { violations } = await (within ? axe.include(within) : axe).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(
        serious.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html }) => html) })),
        `axe on ${page.url()}`,
      ).toEqual([])
    })
  },
})

export { expect }
