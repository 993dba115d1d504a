import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '@/lib/boot/find-free-port'
import { startApp } from './app-server'

export interface EdgeApp {
  url: string
  /** Origins of two other sites: one of CORS_ORIGINS, and one that is not. */
  partner: string
  stranger: string
  cookies: { name: string; value: string }[]
  /** Signed in, from no browser. */
  ask(path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<void>
}

/** The product as it is served by HTTPS, seen from behind the proxy in front of it, and two other sites. */
export async function startEdgeApp(): Promise<EdgeApp> {
  const [partner, stranger] = [await startSite(), await startSite()]
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-edge-'))
  const env = { APP_URL: 'https://draw.example.org', CORS_ORIGINS: partner.origin }
  const app = await startApp({ dataDir, port: await findFreePort(), env })
  const cookies = new Map<string, string>()
  const ask: EdgeApp['ask'] = async (path, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    const response = await fetch(app.url + path, { redirect: 'manual', ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    return response
  }
  await signUp(ask)
  return {
    url: app.url,
    partner: partner.origin,
    stranger: stranger.origin,
    cookies: [...cookies].map(([name, value]) => ({ name, value })),
    ask,
    async stop() {
      await app.stop()
      for (const site of [partner, stranger]) site.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function signUp(ask: EdgeApp['ask']): Promise<void> {
  const account = { email: 'edge@example.org', password: 'correct horse battery', name: 'Edge' }
  const json = { 'content-type': 'application/json' }
  await ask('/api/auth/register', { method: 'POST', headers: json, body: JSON.stringify(account) })
  const { csrfToken } = await (await ask('/api/auth/csrf')).json()
  const body = new URLSearchParams({ ...account, csrfToken, json: 'true' })
  await ask('/api/auth/callback/credentials', { method: 'POST', body })
  const session = await (await ask('/api/auth/session')).json()
  if (!session?.user) throw new Error('signing in gave no session')
}

/** An empty page at an origin of its own. */
async function startSite(): Promise<{ origin: string; stop(): void }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    origin: `http://127.0.0.1:${port}`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
