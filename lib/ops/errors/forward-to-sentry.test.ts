import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import type { CapturedError } from '@/lib/platform/errors/error-queue'
import { forwardToSentry } from './forward-to-sentry'
import { parseSentryDsn } from './sentry-dsn'

const error: CapturedError = {
  fingerprint: 'f'.repeat(32),
  source: 'server',
  module: 'http',
  name: 'TypeError',
  message: 'x is undefined',
  stack: 'TypeError: x\n  at y',
  context: { event: 'a request met an unexpected error' },
  correlationId: 'abcdefgh',
  release: '0.1.0',
  count: 3,
  firstAtMs: 1_000,
  lastAtMs: 2_000,
}

it.each([
  ['https://key@sentry.example.org/42', 'https://sentry.example.org/api/42/envelope/', 'key'],
  ['http://key@127.0.0.1:9000/path/7/', 'http://127.0.0.1:9000/path/api/7/envelope/', 'key'],
])('an address of Sentry: %s', (dsn, url, publicKey) => {
  expect(parseSentryDsn(dsn)).toEqual({ url, publicKey })
})

it('what is no address of Sentry is none', () => {
  expect(['https://sentry.example.org/42', 'https://key@sentry.example.org/'].map(parseSentryDsn)).toEqual([null, null])
})

it('an error is one envelope with its fingerprint, release and correlation id', async () => {
  const bodies: string[] = []
  const auth: unknown[] = []
  const server = createServer(async (request, response) => {
    auth.push(request.headers['x-sentry-auth'], request.url)
    bodies.push(await text(request))
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  await forwardToSentry([error], parseSentryDsn(`http://key@127.0.0.1:${port}/42`)!)
  server.close()
  const [header, item, event] = bodies[0]!
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(auth).toEqual([expect.stringContaining('sentry_key=key'), '/api/42/envelope/'])
  expect([header.event_id, item]).toEqual([event.event_id, { type: 'event' }])
  expect(event).toMatchObject({
    timestamp: 2,
    platform: 'node',
    release: 'autograph@0.1.0',
    fingerprint: [error.fingerprint],
    exception: { values: [{ type: 'TypeError', value: 'x is undefined' }] },
    tags: { module: 'http', correlation_id: 'abcdefgh' },
    extra: { count: 3, stack: error.stack },
  })
})
