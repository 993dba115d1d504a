import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { respondWith } from '@/lib/http/respond-with'
import { peerHeader } from '@/lib/platform/net/peer-address'
import { type Sending, withContext } from '@/lib/platform/work-context'
import { sendResponse, toRequest } from './node-http'

let handle: (request: Request) => Response = () => new Response('ok')
const server = createServer((request, response) => {
  const sending: Sending = { isUnavailable: false, bodies: [] }
  const answer = withContext({ sending }, () => handle(toRequest(request)))
  void sendResponse(answer, response, sending)
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

/** Over a bare socket, as clients refuse to send what is tried here. */
async function ask(...lines: string[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(
    ['GET /api/x?y=1 HTTP/1.1', 'Host: draw.example.org', ...lines, 'Connection: close', '', ''].join('\r\n'),
  )
  return text(socket)
}

describe('what a handler is told of its client', () => {
  const forged = [`${peerHeader}: 203.0.113.1`, 'X-AutoGraph-Peer: 203.0.113.2']

  it.each([
    ['one after the other', (headers: Headers) => headers.get(peerHeader)],
    ['all of them', (headers: Headers) => Object.fromEntries(headers)[peerHeader]],
    ['as a copy', (headers: Headers) => new Headers(headers).get(peerHeader)],
  ])('is the other end of the connection, whatever it says itself, of headers read %s', async (_, read) => {
    let told: string | null | undefined
    handle = ({ headers }) => {
      told = read(headers)
      return new Response('ok')
    }
    await ask(...forged)
    expect(told).toBe('127.0.0.1')
  })

  it('stays that when a header that may come once has come twice', async () => {
    const told: (string | null)[] = []
    handle = ({ headers }) => {
      for (const name of ['authorization', peerHeader]) told.push(headers.get(name))
      return new Response('ok')
    }
    await ask(...forged, 'Authorization: Bearer one', 'Authorization: Bearer two')
    expect(told).toEqual(['Bearer one, Bearer two', '127.0.0.1'])
  })

  it('is its method, its address and its headers', async () => {
    let seen: unknown[] = []
    handle = ({ method, url, headers, body }) => {
      seen = [method, url, headers.get('Cookie'), headers.has('if-none-match'), body]
      return new Response('ok')
    }
    await ask('Cookie: a=1; b=2')
    expect(seen).toEqual(['GET', 'http://draw.example.org/api/x?y=1', 'a=1; b=2', false, null])
  })
})

describe('an answer', () => {
  const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4)

  it.each([
    ['whole', () => respondWith('größe', {})],
    ['in pieces', () => respondWith(['gr', Buffer.from('öße')], {})],
    ['as a response', () => new Response('größe')],
  ])('that is given %s says how long it is', async (_, respond) => {
    handle = respond
    const answer = await ask()
    expect(answer).toMatch(/^content-length: 7\r$/im)
    expect(bodyOf(answer)).toBe('größe')
  })

  it('keeps its status and each of its cookies', async () => {
    const headers = new Headers([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['x-own', 'here'],
    ])
    handle = () => new Response(null, { status: 404, headers })
    const answer = await ask()
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    expect(answer.match(/^(set-cookie|x-own): .*$/gim)).toEqual(['x-own: here', 'set-cookie: a=1', 'set-cookie: b=2'])
  })
})

it('is joined for whoever takes no pieces', async () => {
  const response = respondWith(['gr', Buffer.from('öße')], { status: 201 })
  expect([response.status, await response.text()]).toEqual([201, 'größe'])
})
