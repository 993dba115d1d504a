import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { request } from '@playwright/test'
import { findEmbeddedUrl } from '@/lib/boot/embedded-postgres/find-embedded-url'
import { findFreePort } from '@/lib/boot/find-free-port'
import { startApp } from './app-server'
import { registerPerson } from './people'

/** One app for all tests; its first account is the admin. */
export default async function startSharedApp(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-e2e-'))
  const NODE_OPTIONS = `--import ${pathToFileURL('e2e/stub-internet.mjs').href}`
  const app = await startApp({ dataDir, port: await findFreePort(), env: { NODE_OPTIONS } })
  process.env.E2E_URL = app.url
  process.env.E2E_POSTGRES_URL = findEmbeddedUrl(dataDir) ?? ''
  const api = await request.newContext({ baseURL: app.url })
  process.env.E2E_ADMIN = JSON.stringify(await registerPerson(api, 'Admin'))
  await api.dispose()
  return async () => {
    await app.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
