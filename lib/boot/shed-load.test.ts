import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import { createServer, request as httpRequest, IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { makeAdmit } from './shed-load'

/** Two at once, one that waits, and not long. */
const small = { mostAtOnce: 2, mostWaiting: 1, waitMs: 50 }
let admit = makeAdmit(small)
const waiting: ServerResponse[] = []
const server = createServer((request, response) =>
  admit(request, response, () => {
    request.resume()
    waiting.push(response)
  }),
)
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
beforeEach(() => {
  admit = makeAdmit(small)
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

it('lets a burst wait its turn, in the order it came, as the request it is', async () => {
  admit = makeAdmit({ mostAtOnce: 2, mostWaiting: 2, waitMs: 60_000 })
  const context = new AsyncLocalStorage<string>()
  const seen: [path: string | undefined, context: string | undefined][] = []
  const local = createServer((request, response) =>
    context.run(`of ${request.url}`, () =>
      admit(request, response, () => {
        seen.push([request.url, context.getStore()])
        waiting.push(response)
      }),
    ),
  ).listen(0, '127.0.0.1')
  await once(local, 'listening')
  const get = async (path: string) => {
    const { port } = local.address() as AddressInfo
    const [response] = await once(httpRequest({ port, host: '127.0.0.1', path, agent: false }).end(), 'response')
    response.resume()
    return response.statusCode
  }
  const [a, b] = [get('/a'), get('/b')]
  while (waiting.length < 2) await new Promise(setImmediate)
  const arrived = once(local, 'request')
  const c = get('/c')
  await arrived
  const d = get('/d')
  await once(local, 'request')
  expect(await get('/e')).toBe(503)
  for (let n = 0; n < 4; n++) {
    while (waiting.length <= n) await new Promise(setImmediate)
    waiting[n]!.end()
  }
  expect(await Promise.all([a, b, c, d])).toEqual([200, 200, 200, 200])
  expect(seen.slice(2)).toEqual([
    ['/c', 'of /c'],
    ['/d', 'of /d'],
  ])
  local.close()
})

function message(): { request: IncomingMessage; response: ServerResponse } {
  const request = new IncomingMessage(new Socket())
  request.url = '/api/things'
  return { request, response: new ServerResponse(request) }
}

it('refuses a crowd whose time is up a few in a turn, and probes come between', () => {
  vi.useFakeTimers()
  try {
    const busy = makeAdmit({ mostAtOnce: 1, mostWaiting: 1_000, waitMs: 50 })
    const crowd = Array.from({ length: 10 }, message)
    busy(message().request, message().response, () => {})
    for (const { request, response } of crowd) busy(request, response, () => {})
    const countRefused = () => crowd.filter(({ response }) => response.statusCode === 503).length
    const refused = [49, 1, 1, 1].map((ms) => {
      vi.advanceTimersByTime(ms)
      return countRefused()
    })
    expect(refused).toEqual([0, 4, 8, 10])
  } finally {
    vi.useRealTimers()
  }
})

it('survives a long queue of requests that are answered at once', async () => {
  const many = 10_000
  const atOnce = makeAdmit({ mostAtOnce: 1, mostWaiting: many, waitMs: 60_000 })
  const first = message()
  let served = 0
  atOnce(first.request, first.response, () => {})
  for (let n = 0; n < many; n++) {
    const { request, response } = message()
    atOnce(request, response, () => {
      served++
      response.writeHead(204).end()
    })
  }
  first.response.writeHead(204).end()
  while (served < many) await new Promise(setImmediate)
})

it('begins a few of a crowd in a turn, in the order they came, and serves a probe at once', async () => {
  const roomy = makeAdmit({ mostAtOnce: 100, mostWaiting: 100, waitMs: 60_000 })
  const begun: number[] = []
  for (let n = 0; n < 10; n++) {
    const { request, response } = message()
    roomy(request, response, () => begun.push(n))
  }
  const probe = message()
  probe.request.url = '/api/health/live'
  let probed = false
  roomy(probe.request, probe.response, () => {
    probed = true
  })
  expect(probed).toBe(true)
  const counts = [begun.length]
  for (let turn = 0; turn < 2; turn++) {
    await new Promise(setImmediate)
    counts.push(begun.length)
  }
  expect(counts).toEqual([4, 8, 10])
  expect(begun).toEqual(Array.from({ length: 10 }, (_, n) => n))
})

it('forgets who hung up while waiting', async () => {
  admit = makeAdmit({ mostAtOnce: 2, mostWaiting: 1, waitMs: 60_000 })
  await fill(2)
  const arrived = once(server, 'request')
  const impatient = start('/api/impatient').end()
  const [, response] = await arrived
  impatient.destroy()
  await once(response, 'close')
  const patient = ask('/api/patient')
  await once(server, 'request')
  waiting[0]!.end()
  while (waiting.length < 3) await new Promise(setImmediate)
  expect(waiting[2]!.req.url).toBe('/api/patient')
  waiting[2]!.end()
  expect((await patient).status).toBe(200)
})

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
