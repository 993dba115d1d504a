import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { refuseRequest } from './refuse-request'

const server = createServer((request, response) => {
  if (!refuseRequest(request, response)) response.end('let in')
})
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => server.close())

it.each([
  ['TRACE', '/diagrams', 405],
  ['PROPFIND', '/api/diagrams', 405],
  ['GET', '*', 400],
  ['GET', '/', 200],
  ['OPTIONS', '/api/diagrams', 200],
  ['DELETE', '/api/diagrams/x', 200],
])('%s %s is answered with %d', async (method, path, status) => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const sent = httpRequest({ port, method, path }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  response.resume()
  expect(response.statusCode).toBe(status)
  expect(response.headers.allow).toBe(status === 405 ? 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' : undefined)
})
