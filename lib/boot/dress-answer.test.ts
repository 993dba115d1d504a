import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { refuseSocket } from '@/lib/platform/net/refuse-socket'
import { getSentBytes } from '@/lib/platform/net/sent-bytes'
import { forget } from '@/lib/platform/remember'
import { dressAnswer } from './dress-answer'

type Write = (response: ServerResponse) => void

let write: Write = () => undefined
const server = createServer((request, response) => {
  dressAnswer(request, response)
  write(response)
})
server.on('upgrade', (_request, socket) => refuseSocket(socket, 404))

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => server.close())
afterEach(() => {
  vi.unstubAllEnvs()
  for (const name of ['env', 'net.security-headers', 'net.sent-bytes']) forget(name)
})

const port = () => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function ask(answer: Write, { path = '/', accept = 'gzip, deflate, br', method = 'GET' } = {}) {
  write = answer
  const request = httpRequest({
    port: port(),
    path,
    method,
    headers: accept ? { 'accept-encoding': accept } : {},
  }).end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
}

const long = 'AutoGraph draws. '.repeat(500)
const asText =
  (body: string, headers: Record<string, string> = {}): Write =>
  (response) =>
    response.writeHead(200, { 'content-type': 'text/plain', ...headers }).end(body)

describe('headers', () => {
  it('are added where they are missing, and what is there stays', async () => {
    const { headers } = await ask(
      asText('', { 'content-security-policy': 'sandbox', 'referrer-policy': 'no-referrer' }),
    )
    expect(headers).toMatchObject({
      'content-security-policy': 'sandbox',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
  })

  it('let nothing run by default, and our own scripts load only our own', async () => {
    const policyOf = async (path: string) =>
      (await ask(asText(''), { path })).headers['content-security-policy'] as string
    expect(await policyOf('/images/a.png')).toMatch(/^default-src 'none'; style-src/)
    expect(await policyOf('/_next/static/a.js')).toMatch(/^default-src 'none'; script-src 'self';/)
  })

  it('keep browsers on HTTPS where the app is served by it', async () => {
    vi.stubEnv('APP_URL', 'https://draw.example.org')
    forget('env')
    expect((await ask(asText(''))).headers['strict-transport-security']).toBe('max-age=63072000')
  })

  it('are on a refused upgrade as well', async () => {
    const socket = connect(port(), '127.0.0.1')
    socket.write('GET /elsewhere HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1.1 404 Not Found\r\n/)
    expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/)
    expect(answer).toMatch(/\r\ncontent-security-policy: default-src 'none'/)
  })
})

describe('compression', () => {
  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ])('of text with %s', async (encoding, accept, decompress) => {
    const { headers, body } = await ask(asText(long, { etag: '"1"' }), { accept })
    expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding', etag: '"1"' })
    expect(headers).not.toHaveProperty('content-length')
    expect(decompress(body).toString()).toBe(long)
    expect(body.byteLength).toBeLessThan(long.length / 10)
  })

  it('of text that is written in parts', async () => {
    const { body } = await ask((response) => {
      response.setHeader('content-type', 'application/problem+json')
      response.write(long)
      response.end(long)
    })
    expect(brotliDecompressSync(body).toString()).toBe(long + long)
  })

  it.each<[string, Write, { accept?: string; method?: string }]>([
    ['what is short', (response) => response.setHeader('content-type', 'text/plain').end('x'.repeat(900)), {}],
    ['what says that it is short', asText('x'.repeat(900), { 'content-length': '900' }), {}],
    ['pictures', asText(long, { 'content-type': 'image/png' }), {}],
    ['a range of a file', asText(long, { 'content-range': 'bytes 0-9/10' }), {}],
    ['events', asText(long, { 'content-type': 'text/event-stream' }), {}],
    ['what is compressed already', asText(long, { 'content-encoding': 'gzip' }), {}],
    ['an answer for a client that cannot read it', asText(long), { accept: '' }],
    ['an answer for a client that wants none', asText(long), { accept: 'identity;q=1, *;q=0' }],
  ])('leaves %s alone', async (_, answer, options) => {
    const { body } = await ask(answer, options)
    expect(body.toString()).toMatch(/^(AutoGraph|x{900}$)/)
  })

  it('tells caches that the answer depends on what the client can read', async () => {
    expect((await ask(asText(long), { accept: '' })).headers.vary).toBe('Accept-Encoding')
  })

  it('counts what it saved', async () => {
    const { body } = await ask(asText(long))
    await ask(asText(long), { accept: '' })
    await vi.waitFor(() => expect(getSentBytes()).toEqual({ plain: long.length, compressed: body.byteLength }))
  })
})
