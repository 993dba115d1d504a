import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainMethods } from './explain-methods'
import { refuseRequest } from './refuse-request'

/** What Next does with what is let in. */
let answer = (response: ServerResponse): void => void response.end('let in')
const server = createServer((request, response) => {
  explainMethods(request, response)
  if (!refuseRequest(request, response)) answer(response)
})
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => server.close())

async function ask(method: string, path: string, headers: Record<string, string> = {}) {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const [response] = (await once(httpRequest({ port, method, path, headers }).end(), 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

const known = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'

describe('what nobody can make sense of', () => {
  it.each([
    ['TRACE', '/diagrams', 405],
    ['PROPFIND', '/api/diagrams', 405],
    ['GET', '*', 400],
    ['GET', '/api/diagrams/%F0%9F%98%8', 400],
    ['DELETE', '/diagrams/%ff?x', 400],
    ['GET', '/', 200],
    ['GET', '/api/diagrams/%F0%9F%98%80?q=%', 200],
    ['OPTIONS', '/api/diagrams', 200],
    ['DELETE', '/api/diagrams/x', 200],
  ])('%s %s is answered with %d', async (method, path, status) => {
    const { headers, body, ...answered } = await ask(method, path)
    expect(answered.status).toBe(status)
    expect(headers.allow).toBe(status === 405 ? known : undefined)
    if (status !== 200) expect(JSON.parse(body)).toMatchObject({ status, instance: path.split('?')[0] })
  })

  it('is a page for a person, and nothing for who asks for no body', async () => {
    const page = await ask('GET', '/diagrams/%ff', { accept: 'text/html' })
    expect([page.headers['content-type'], page.body]).toEqual([
      'text/html; charset=utf-8',
      expect.stringContaining('cannot be read'),
    ])
    expect(await ask('HEAD', '/diagrams/%ff')).toMatchObject({ status: 400, body: '' })
  })
})

describe('a method that a route does not have', () => {
  it.each([
    ['/api/diagrams/x/members?y', 'GET, HEAD, POST'],
    ['/api/openapi.json', 'GET, HEAD'],
    ['/api/openapi_json', undefined],
  ])('%s is a problem that names %s', async (path, allow) => {
    answer = (response) => {
      response.statusCode = 405
      response.end()
    }
    const { status, headers, body } = await ask('PUT', path)
    expect([status, headers.allow]).toEqual([405, allow])
    expect(JSON.parse(body)).toMatchObject({ code: 'method_not_allowed' })
  })

  it('is left alone when the route says itself what it means', async () => {
    answer = (response) => void response.writeHead(405, { 'content-type': 'text/plain' }).end('no')
    expect(await ask('PUT', '/api/account')).toMatchObject({ status: 405, body: 'no' })
  })
})
