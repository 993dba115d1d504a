import { once } from 'node:events'
import { createServer, request as httpRequest, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { makeAdmit } from './shed-load'

let admit = makeAdmit({ mostAtOnce: 2 })
const waiting: ServerResponse[] = []
const server = createServer((request, response) => {
  if (!admit(request, response)) return
  request.resume()
  waiting.push(response)
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
beforeEach(() => {
  admit = makeAdmit({ mostAtOnce: 2 })
  waiting.length = 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const start = (
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) =>
  httpRequest({
    port: (server.address() as AddressInfo).port,
    host: '127.0.0.1',
    path,
    method,
    headers,
    agent: false,
  }).on('error', () => {})

async function ask(path: string, headers: Record<string, string> = {}) {
  const [response] = await once(start(path, { headers }).end(), 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

/** Resolves when so many requests have arrived. */
async function fill(count: number, path = '/api/things'): Promise<void> {
  for (let n = 0; n < count; n++) start(path).end()
  while (waiting.length < count) await new Promise(setImmediate)
}

it('refuses what is too much, as a problem that says when to come back', async () => {
  await fill(2)
  const refused = await ask('/api/things?x=1', { 'x-correlation-id': 'from-the-caller' })
  expect(refused).toMatchObject({
    status: 503,
    headers: { 'retry-after': '1', 'content-type': 'application/problem+json', 'x-content-type-options': 'nosniff' },
  })
  expect(JSON.parse(refused.body)).toMatchObject({
    code: 'unavailable',
    instance: '/api/things',
    correlationId: 'from-the-caller',
  })
})

it('shows a browser a page that tries again', async () => {
  await fill(2)
  const refused = await ask('/diagrams', { accept: 'text/html,*/*' })
  expect([refused.status, refused.body]).toEqual([503, expect.stringContaining('http-equiv="refresh"')])
})

it('has room again as soon as an answer begins, however slowly it is read, or its caller is gone', async () => {
  await fill(2)
  waiting[0]!.writeHead(200).write('the beginning')
  const next = ask('/api/things')
  while (waiting.length < 3) await new Promise(setImmediate)
  expect((await ask('/api/things')).status).toBe(503)
  waiting[1]!.destroy()
  const another = ask('/api/things')
  while (waiting.length < 4) await new Promise(setImmediate)
  for (const response of waiting.slice(2)) response.end()
  expect([(await next).status, (await another).status]).toEqual([200, 200])
})

it('gives no room to a body that is still arriving', async () => {
  const slow = Array.from({ length: 10 }, () =>
    start('/api/things', { method: 'POST', headers: { 'content-length': '10' } }),
  )
  for (const request of slow) request.write('half')
  while (waiting.length < 10) await new Promise(setImmediate)
  const next = ask('/api/things')
  while (waiting.length < 11) await new Promise(setImmediate)
  for (const response of waiting) response.end()
  expect((await next).status).toBe(200)
  for (const request of slow) request.on('error', () => {}).destroy()
})

it.each(['/api/health', '/api/health/live', '/health', '/metrics', '/api/metrics?x', '/_next/static/a.js'])(
  'always serves %s',
  async (path) => {
    await fill(2)
    const asked = ask(path)
    while (waiting.length < 3) await new Promise(setImmediate)
    waiting[2]!.end()
    expect((await asked).status).toBe(200)
  },
)

it('takes nothing for a probe that only looks like one', async () => {
  await fill(2)
  expect((await ask('/healthy')).status).toBe(503)
  expect((await ask('/x/../api/health')).status).toBe(503)
})
