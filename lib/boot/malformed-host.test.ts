import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeAnswerHot } from './answer-hot'

const seen: string[] = []
const answerHot = makeAnswerHot([
  {
    method: 'GET',
    path: '/api/health/live',
    handler: async ({ url }) => {
      seen.push(url)
      return Response.json({ status: 'ok' })
    },
  },
])
const server = createServer((request, response) => {
  if (!answerHot(request, response)) response.end('left to Next')
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

/** Over a bare socket, because clients refuse to send what is tried here. */
async function ask(hostLines: string[], version = '1.1'): Promise<{ status: number; body: string }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write([`GET /api/health/live HTTP/${version}`, ...hostLines, 'Connection: close', '', ''].join('\r\n'))
  const answer = await text(socket)
  return { status: Number(answer.split(' ', 2)[1]), body: answer.slice(answer.indexOf('\r\n\r\n') + 4) }
}

it.each([
  'user:secret@draw.example.org',
  'a b:c',
  'draw.example.org/path',
  'draw.example.org?query',
  'draw.example.org#part',
  'draw.example.org\\path',
  'draw.example.org:port',
  'draw.example.org:99999',
  '[::1',
  'one.example.org, two.example.org',
])('answers 400 to the Host %j', async (host) => {
  const { status, body } = await ask([`Host: ${host}`])
  expect([status, JSON.parse(body)]).toMatchObject([400, { code: 'malformed', instance: '/api/health/live' }])
})

it('answers 400 to two Hosts', async () => {
  expect((await ask(['Host: one.example.org', 'Host: two.example.org'])).status).toBe(400)
})

it.each([
  ['draw.example.org', 'http://draw.example.org/api/health/live'],
  ['127.0.0.1:3000', 'http://127.0.0.1:3000/api/health/live'],
  ['[::1]:3000', 'http://[::1]:3000/api/health/live'],
  ['my_service:3000', 'http://my_service:3000/api/health/live'],
  ['', 'http://localhost/api/health/live'],
])('takes the Host %j', async (host, url) => {
  expect((await ask([`Host: ${host}`])).status).toBe(200)
  expect(seen.at(-1)).toBe(url)
})

it('takes HTTP/1.0 without a Host', async () => {
  expect((await ask([], '1.0')).status).toBe(200)
})
