import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forget } from '@/lib/platform/remember'
import { refuseNetwork } from './refuse-network'

const server = createServer((request, response) => {
  if (!refuseNetwork(request, response)) response.end('let in')
})
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => server.close())

async function ask(path: string, networks: string, headers: Record<string, string> = {}) {
  process.env.ALLOWED_NETWORKS = networks
  forget('env')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const [response] = (await once(httpRequest({ port, path, headers }).end(), 'response')) as [IncomingMessage]
  return { status: response.statusCode, type: response.headers['content-type'], body: await text(response) }
}

const office = '10.0.0.0/8'

describe('who asks from a network that is not admitted', () => {
  it.each([
    '/',
    '/sign-in',
    '/api/diagrams',
    '/api/auth/token',
    '/api/openapi.json',
    '/healthy',
    '/tldraw/x',
    '/statusx',
  ])('is refused at %s', async (path) => {
    expect((await ask(path, office)).status).toBe(403)
  })

  it.each([
    ...['/health', '/api/health', '/api/health/ready', '/metrics', '/api/metrics', '/api/cron', '/icon.svg'],
    ...['/api/checks/beats/x', '/status', '/status.json', '/status/feed.xml', '/status/badge/x.svg', '/api/status?x'],
    '/_next/static/x.js',
  ])('is let in at %s, which nobody signs in for', async (path) => {
    expect((await ask(path, office)).status).toBe(200)
  })

  it('is told why, by a page or by a problem', async () => {
    const page = await ask('/diagrams', office, { accept: 'text/html' })
    expect([page.type, page.body]).toEqual(['text/html; charset=utf-8', expect.stringContaining('from your network')])
    expect(JSON.parse((await ask('/api/diagrams', office)).body)).toMatchObject({ code: 'forbidden', status: 403 })
  })

  it('is not believed to be elsewhere', async () => {
    expect((await ask('/', office, { 'x-forwarded-for': '10.0.0.1' })).status).toBe(403)
  })

  it('is nobody where all are admitted, or theirs is', async () => {
    expect([(await ask('/', 'all')).status, (await ask('/', '127.0.0.0/8')).status]).toEqual([200, 200])
  })
})
