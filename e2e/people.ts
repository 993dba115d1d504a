import { randomUUID } from 'node:crypto'
import type { APIRequestContext, APIResponse } from '@playwright/test'

export interface Account {
  name: string
  email: string
  password: string
}

async function expectOk(response: APIResponse): Promise<APIResponse> {
  if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()}: ${await response.text()}`)
  return response
}

/** A new account with an address of its own. */
export async function registerPerson(api: APIRequestContext, name: string): Promise<Account> {
  const account = {
    name,
    email: `${name.toLowerCase().replaceAll(/\W/g, '-')}-${randomUUID()}@example.org`,
    password: 'a quiet harbour after rain',
  }
  await expectOk(await api.post('/api/auth/register', { data: account }))
  return account
}

/** Signs the context in the way the sign-in page does; its cookies carry the session from here on. */
export async function signIn(api: APIRequestContext, { email, password }: Account): Promise<void> {
  const { csrfToken } = await (await expectOk(await api.get('/api/auth/csrf'))).json()
  const form = { csrfToken, email, password, json: 'true' }
  await expectOk(await api.post('/api/auth/callback/credentials', { form }))
  const session = await (await expectOk(await api.get('/api/auth/session'))).json()
  if (!session?.user) throw new Error(`signing in as ${email} gave no session`)
}
