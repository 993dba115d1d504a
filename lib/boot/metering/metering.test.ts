import { once } from 'node:events'
import { createServer, request as httpRequest, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { getLog } from '@/lib/platform/log/log'
import { renderMetrics } from '@/lib/platform/metrics/render-metrics'
import { refuseSocket } from '@/lib/platform/net/refuse-socket'
import { forget } from '@/lib/platform/remember'
import { Random } from '@/lib/testing/random'
import { meterUpgrade } from './meter-upgrade'
import { makeNamePath } from './name-path'
import { RequestMeter } from './request-meter'

const namePath = makeNamePath({
  root: process.cwd(),
  routes: ['/', '/diagrams/[diagramId]', '/api/diagrams/[diagramId]', '/api/account', '/api/[...path]', '/metrics'],
})

const requests = new RequestMeter(namePath)
let answer: (response: ServerResponse) => void = (response) => response.end('ok')
const server = createServer((request, response) => {
  requests.add(request, response)
  answer(response)
})
server.on('upgrade', (request, socket) => {
  meterUpgrade(namePath, request, socket)
  refuseSocket(socket, 404)
})

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => server.close())
afterEach(() => {
  forget('metrics')
  answer = (response) => response.end('ok')
})

const getPort = () => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function ask(path: string, method = 'GET', body = ''): Promise<string> {
  const asked = httpRequest({ port: getPort(), host: '127.0.0.1', path, method }).end(body)
  const [response] = await once(asked, 'response')
  return text(response)
}

const find = (pattern: RegExp): string[] =>
  renderMetrics()
    .split('\n')
    .filter((line) => pattern.test(line) && !line.startsWith('#'))
const untilFound = (pattern: RegExp, lines: string[]) => vi.waitFor(() => expect(find(pattern)).toEqual(lines))

async function openSocket(): Promise<Socket> {
  const socket = connect(getPort(), '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

describe('requests', () => {
  it('are counted by what they ask for', async () => {
    for (const path of ['/', '/diagrams/a?x=1', '/diagrams/b', '/api/diagrams/c', '/nothing', '/_next/static/a.js']) {
      await ask(path)
    }
    await ask('/api/account', 'DELETE')
    await untilFound(/^api_gateway_requests_total/, [
      'api_gateway_requests_total{method="GET",path="/",status="200"} 1',
      'api_gateway_requests_total{method="GET",path="/diagrams/:id",status="200"} 2',
      'api_gateway_requests_total{method="GET",path="/api/diagrams/:id",status="200"} 1',
      'api_gateway_requests_total{method="GET",path="other",status="200"} 1',
      'api_gateway_requests_total{method="GET",path="static",status="200"} 1',
      'api_gateway_requests_total{method="DELETE",path="/api/account",status="200"} 1',
    ])
    expect(find(/^(auth|diagram)_service_(requests_total|active|request_duration_seconds_count)/)).toEqual([
      'auth_service_requests_total 1',
      'auth_service_active_connections 0',
      'diagram_service_requests_total 1',
      'diagram_service_active_connections 0',
      'auth_service_request_duration_seconds_count 1',
      'diagram_service_request_duration_seconds_count 1',
    ])
  })

  it('are counted to the byte', async () => {
    const socket = await openSocket()
    const requests = [
      'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello',
    ]
    for (const request of requests) {
      socket.write(request)
      await once(socket, 'data')
    }
    const sums = () => find(/^network_\w+_sum/).map((line) => Number(line.split(' ')[1]))
    await vi.waitFor(() => expect(sums()).toEqual([requests.join('').length, socket.bytesRead]))
    expect(find(/^network_\w+_count/)).toEqual([
      'network_request_size_bytes_count 2',
      'network_response_size_bytes_count 2',
    ])
    socket.destroy()
  })

  it('are timed until their answer is complete, those that take many turns of the event loop and those that take one', async () => {
    answer = (response) => {
      response.write('half')
      setTimeout(() => response.end(), 120)
    }
    await ask('/diagrams/a')
    answer = (response) => response.end('ok')
    await ask('/')
    const read = (path: string) =>
      find(/^api_gateway_request_duration_seconds_sum/)
        .filter((line) => line.includes(`path="${path}"`))
        .map((line) => Number(line.split(' ')[1]))
    await vi.waitFor(() => expect([...read('/diagrams/:id'), ...read('/')]).toHaveLength(2))
    const [[slow = 0], [quick = 0]] = [read('/diagrams/:id'), read('/')]
    expect(slow).toBeGreaterThanOrEqual(0.119)
    expect(slow).toBeLessThan(5)
    expect(quick).toBeGreaterThan(0)
    expect(quick).toBeLessThan(slow)
  })

  it('that are large are counted and logged', async () => {
    const info = vi.spyOn(getLog('http'), 'info')
    answer = (response) => {
      response.setHeader('x-correlation-id', 'the-large-one')
      response.req.resume().on('end', () => response.end(Buffer.alloc(1_000_001)))
    }
    await ask('/diagrams/a')
    await ask('/api/account', 'POST', 'x'.repeat(1_000_001))
    await vi.waitFor(() => expect(info).toHaveBeenCalledTimes(3))
    expect(info.mock.calls[0]).toEqual([
      {
        method: 'GET',
        route: '/diagrams/:id',
        direction: 'out',
        sizeBytes: expect.any(Number),
        correlationId: 'the-large-one',
      },
      'large payload',
    ])
    expect(find(/large_payloads/)).toEqual([
      'autograph_http_large_payloads_total{direction="out"} 2',
      'autograph_http_large_payloads_total{direction="in"} 1',
    ])
  })
})

describe('what is being answered', () => {
  it('is counted, without whoever reads the count', async () => {
    const held: ServerResponse[] = []
    answer = (response) => held.push(response)
    const asked = [ask('/'), ask('/api/diagrams/a'), ask('/metrics')]
    await vi.waitFor(() => expect(held).toHaveLength(3))
    expect(find(/active_connections/)).toEqual([
      'api_gateway_active_connections 2',
      'auth_service_active_connections 0',
      'diagram_service_active_connections 1',
    ])
    for (const response of held) response.end()
    await Promise.all(asked)
    await untilFound(/^api_gateway_active/, ['api_gateway_active_connections 0'])
  })

  it('returns to zero when clients hang up, in the middle of a request or of its answer', async () => {
    let started = 0
    answer = (response) => {
      started++
      if (response.req.url === '/api/account') response.write('half')
    }
    const sockets = await Promise.all(Array.from({ length: 12 }, openSocket))
    for (const [index, socket] of sockets.entries()) {
      const asked = ['GET / HTTP/1.1\r\nHost: a\r\n\r\n', 'GET /api/account HTTP/1.1\r\nHost: a\r\n\r\n']
      const unfinished = 'POST /api/diagrams/a HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nhalf'
      socket.write([...asked, unfinished][index % 3]!)
    }
    await vi.waitFor(() => expect(started).toBe(12))
    await untilFound(/^api_gateway_active/, ['api_gateway_active_connections 12'])
    for (const [index, socket] of sockets.entries()) index % 2 ? socket.resetAndDestroy() : socket.destroy()
    await untilFound(/_active_connections/, [
      'api_gateway_active_connections 0',
      'auth_service_active_connections 0',
      'diagram_service_active_connections 0',
    ])
    expect(find(/^api_gateway_requests_total/).toSorted()).toEqual([
      'api_gateway_requests_total{method="GET",path="/",status="499"} 4',
      'api_gateway_requests_total{method="GET",path="/api/account",status="499"} 4',
      'api_gateway_requests_total{method="POST",path="/api/diagrams/:id",status="499"} 4',
    ])
  })
})

describe('live connections', () => {
  it('are counted by how they were answered', async () => {
    const socket = await openSocket()
    socket.write('GET /elsewhere HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1.1 404/)
    expect(find(/^api_gateway_(requests_total|active)/)).toEqual([
      'api_gateway_requests_total{method="GET",path="other",status="404"} 1',
      'api_gateway_active_connections 0',
    ])
  })
})

it('ten thousand random addresses make no more than a few series', async () => {
  const random = new Random(7)
  const words = ['api', 'diagrams', 'account', '_next', 'metrics', '..', '%2e', 'a'.repeat(50), '"', '{}', 'ü']
  const socket = await openSocket()
  let answered = 0
  answer = (response) => {
    answered++
    response.statusCode = 200 + random.below(20)
    response.end()
  }
  for (let index = 0; index < 10_000; index++) {
    const segments = Array.from({ length: random.below(5) }, () =>
      random.below(2) ? random.pick(words) : random.next().toString(36).slice(2),
    )
    const method = random.pick(['GET', 'PUT', 'PROPFIND', 'LINK'])
    socket.write(`${method} /${encodeURI(segments.join('/'))} HTTP/1.1\r\nHost: a\r\n\r\n`)
  }
  socket.resume()
  await vi.waitFor(() => expect(answered).toBe(10_000), { timeout: 20_000 })
  const paths = new Set(find(/^api_gateway_requests_total/).map((line) => /path="([^"]*)"/.exec(line)?.[1]))
  expect([...paths].toSorted()).toEqual([
    '/',
    '/api/:path',
    '/api/account',
    '/api/diagrams/:id',
    '/diagrams/:id',
    '/metrics',
    'other',
    'static',
  ])
  expect(find(/./).length).toBeLessThan(1_500)
  socket.destroy()
})
