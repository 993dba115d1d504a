import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAnswerHot } from '@/lib/boot/answer-hot'
import { hotRoutes } from '@/lib/boot/hot-routes'
import { provideRuntime } from '@/lib/boot/runtime'
import type { RouteHandler } from '@/lib/http/route'
import { providePublicStatus } from '@/lib/ops/public-status/current-status'
import { forget, remember } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertSession, insertUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { stubRuntime } from '@/lib/testing/stub-runtime'
import { GET as getStatusFeed } from '../status/feed.xml/route'
import { GET as getStatusPage } from '../status/route'
import { GET as getStatusJson } from '../status.json/route'
import { GET as getStatus } from './admin/status/route'
import { GET as getDiagram } from './diagrams/[diagramId]/route'
import { GET as getLive } from './health/live/route'
import { GET as getReady } from './health/ready/route'
import { GET as getHealth } from './health/route'
import { GET as getMetrics } from './metrics/route'
import { GET as getPublicStatus } from './status/route'

useDatabase()

const routeFiles: Record<string, RouteHandler> = {
  '/health': getHealth,
  '/api/health': getHealth,
  '/api/health/live': getLive,
  '/api/health/ready': getReady,
  '/api/metrics': getMetrics,
  '/metrics': getMetrics,
  '/status': getStatusPage,
  '/api/status': getPublicStatus,
  '/status.json': getStatusJson,
  '/status/feed.xml': getStatusFeed,
  '/api/diagrams/[diagramId]': getDiagram,
  '/api/admin/status': getStatus,
}
const passedOn = 'left to Next'
const answerHot = makeAnswerHot(hotRoutes)
const server = createServer((request, response) => {
  if (!answerHot(request, response)) response.end(passedOn)
})

const people: Record<string, string> = {}
const paths: Record<string, string> = {}
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  provideRuntime(stubRuntime({ answerHot }))
  const at = '2026-11-22T12:00:00.000Z'
  providePublicStatus({
    ...{ title: 'Acme', status: 'up', headline: 'All systems normal', as_of: at, history_as_of: at },
    ...{ components: [], incidents: [], maintenance: [] },
  })
  const owner = await insertUser()
  const stranger = await insertUser()
  const diagram = await insertDiagram({ ownerId: owner.id })
  people.owner = await sessionCookie((await insertSession({ userId: owner.id })).id)
  people.stranger = await sessionCookie((await insertSession({ userId: stranger.id })).id)
  paths.diagram = `/api/diagrams/${diagram.id}`
})
afterAll(() => {
  provideRuntime(null)
  providePublicStatus(null)
  server.close()
})

interface Answer {
  status: number | undefined
  headers: IncomingHttpHeaders
  body: string
}

/** Not `fetch`, which cannot send a strange Host or method. */
async function askNode(path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const asked = httpRequest({ port, host: '127.0.0.1', path, headers, method }).end()
  const [response] = await once(asked, 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

async function askRouteFile(path: string, headers: Record<string, string>): Promise<Answer> {
  const { diagramId } = /^\/api\/diagrams\/(?<diagramId>.+)$/.exec(path)?.groups ?? {}
  const handler = routeFiles[diagramId ? '/api/diagrams/[diagramId]' : path]!
  const params = Promise.resolve(diagramId ? { diagramId } : {})
  const response = await handler(new Request(`http://draw.example.org${path}`, { headers }), { params })
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() }
}

/** Of the transport, not of the answer. */
const transport = ['date', 'connection', 'keep-alive', 'content-length']
/** Of how many were asked before, not of the entrance. */
const counted = ['ratelimit-remaining', 'ratelimit-reset']
const comparable = ({ status, headers, body }: Answer) => ({
  status,
  headers: Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !transport.includes(name))
      .map(([name, value]) => [name, counted.includes(name) ? Number(value) > 0 : value]),
  ),
  // A second may pass between the two.
  body: body.replace(/"uptime_seconds":\d+/, '"uptime_seconds":0'),
})

describe('the two entrances of a hot route', () => {
  it('are all compared here', () => {
    expect(hotRoutes.map(({ path }) => path).toSorted()).toEqual(Object.keys(routeFiles).toSorted())
  })

  it.each([
    ['whoever asks how it is', () => '/health', null, 200],
    ['whoever asks below the API', () => '/api/health', null, 200],
    ['a live process', () => '/api/health/live', null, 200],
    ['a ready process', () => '/api/health/ready', null, 200],
    ['Prometheus', () => '/metrics', null, 200],
    ['Prometheus below the API', () => '/api/metrics', null, 200],
    ['whoever asks for the public status', () => '/status', null, 200],
    ['the same as JSON', () => '/status.json', null, 200],
    ['the same below the API', () => '/api/status', null, 200],
    ['the same as a feed', () => '/status/feed.xml', null, 200],
    ['the owner of a diagram', () => paths.diagram!, 'owner', 200],
    ['a stranger', () => paths.diagram!, 'stranger', 404],
    ['nobody', () => paths.diagram!, null, 401],
    ['somebody who is no admin', () => '/api/admin/status', 'owner', 404],
    ['an id that cannot exist', () => '/api/diagrams/nothing', 'owner', 404],
  ])('give the same answer: %s', async (_, path, who, status) => {
    const headers = {
      host: 'draw.example.org',
      'x-correlation-id': 'the-same-one',
      ...(who && { cookie: people[who]! }),
    }
    const [node, file] = [await askNode(path(), headers), await askRouteFile(path(), headers)]
    expect(node.status).toBe(status)
    expect(comparable(node)).toEqual(comparable(file))
  })
})

describe('the entrance of plain Node', () => {
  it.each([
    ['another method', '/api/health/live', 'HEAD'],
    ['another dot', '/statusXjson', 'GET'],
    ['an escaped path', '/api/diagrams/%61', 'GET'],
    ['a longer path', '/api/diagrams/x/thumbnail', 'GET'],
    ['a page', '/diagrams', 'GET'],
    ['a path that names a host', '//draw.example.org/api/health/live', 'GET'],
  ])('leaves to Next: %s', async (_, path, method) => {
    const { body, headers } = await askNode(path, {}, method)
    expect(body || headers['x-correlation-id']).toBe(method === 'HEAD' ? undefined : passedOn)
  })

  it('takes a query', async () => {
    expect((await askNode('/api/health/live?probe=1', {})).status).toBe(200)
  })
})

describe('GET /api/health/ready', () => {
  it('is 503 before everything is wired and while stopping', async () => {
    provideRuntime(stubRuntime({ answerHot, isReady: () => false }))
    const stopping = await askNode('/api/health/ready', {})
    expect([stopping.status, JSON.parse(stopping.body)]).toEqual([
      503,
      { status: 'not ready', reason: 'starting or stopping' },
    ])
    provideRuntime(null)
    forget('net.peerTold')
    remember('net.peerTold', () => true)
    expect((await askNode('/api/health/ready', {})).status).toBe(503)
    forget('net.peerTold')
  })

  it('is 200 where Next runs without our server, which hands over requests only when it is wired', async () => {
    provideRuntime(null)
    expect((await askNode('/api/health/ready', {})).status).toBe(200)
  })
})
