import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { ChaosProxy } from '@/lib/testing/chaos-proxy'
import { describeCheck } from '@/lib/testing/contracts/check'
import { useDatabase } from '@/lib/testing/database'
import { FakeSource } from '@/lib/testing/fake-source'
import { useRedisServer } from '@/lib/testing/redis-server'
import { type CheckTarget, checkTarget } from '../schema-checks'
import { findJsonPath, parseJsonPath } from './find-json-path'
import { makeDefinedCheck } from './make-defined-check'
import { matchesStatus } from './match-status'

const database = useDatabase()
const redis = useRedisServer()

let answer: RequestListener = (_, response) => response.end('fine')
const server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1')
afterAll(() => server.close())
const portOf = async () => {
  if (!server.listening) await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const noBeat = async () => null
const make = (target: CheckTarget, readBeat: Parameters<typeof makeDefinedCheck>[1] = noBeat) =>
  makeDefinedCheck(
    { id: 'x', name: 'Wiki', target, everySeconds: 60, timeoutSeconds: 5, dependsOn: ['database'] },
    readBeat,
  )

async function proxied(port: number, makeTarget: (port: number) => CheckTarget) {
  const proxy = await ChaosProxy.start({ getTarget: () => ({ port }) })
  return {
    check: make(makeTarget(proxy.port)),
    takeAway: () => proxy.set({ refuse: true }),
    silence: () => proxy.set({ up: { stall: true }, down: { stall: true } }),
    giveBack: () => proxy.set({}),
    end: () => proxy.stop(),
  }
}

const moved = (url: string, port: number) => Object.assign(new URL(url), { port: String(port) }).href

describeCheck('http', async () =>
  proxied(await portOf(), (port) => checkTarget.parse({ kind: 'http', url: `http://127.0.0.1:${port}/` })),
)
describeCheck('postgres', () =>
  proxied(Number(new URL(database.url).port), (port) => ({ kind: 'postgres', url: moved(database.url, port) })),
)
describeCheck('redis', () =>
  proxied(Number(new URL(redis.url).port), (port) => ({ kind: 'redis', url: moved(redis.url, port) })),
)
describeCheck(
  'push',
  async () => {
    const source = new FakeSource(() => ({ ageMs: 1_000, expectedForMs: 60_000 }))
    const check = make({ kind: 'push', grace_seconds: 0 }, source.ask)
    return { check, takeAway: source.takeAway, silence: source.silence, giveBack: source.giveBack }
  },
  { gone: 'unknown' },
)

const probe = async (target: CheckTarget) => (await make(target).probe(new AbortController().signal)).status

describe('what an HTTP check expects', () => {
  const ask = async (expected: object, given: RequestListener) => {
    answer = given
    const target = checkTarget.parse({ kind: 'http', url: `http://127.0.0.1:${await portOf()}/a?b=c`, ...expected })
    return make(target).probe(new AbortController().signal)
  }
  const json =
    (value: unknown): RequestListener =>
    (_, response) =>
      response.end(JSON.stringify(value))
  const status =
    (code: number): RequestListener =>
    (_, response) =>
      response.writeHead(code, { location: '/' }).end('x')

  it.each<[string, object, RequestListener, string]>([
    ['200', {}, status(200), 'up'],
    ['204 by HEAD', { method: 'HEAD' }, status(204), 'up'],
    ['500', {}, status(500), 'down'],
    ['a redirect, which is not followed', {}, status(302), 'down'],
    ['a redirect that is expected', { expected_status: '200,300-399' }, status(302), 'up'],
    ['401 that is expected', { expected_status: '401' }, status(401), 'up'],
    ['the keyword', { keyword: 'fine' }, (_, response) => response.end('all is fine'), 'up'],
    ['no keyword', { keyword: 'fine' }, (_, response) => response.end('on fire'), 'down'],
    ['a value', { json_path: '$.a[1].b', json_value: '7' }, json({ a: [0, { b: 7 }] }), 'up'],
    ['another value', { json_path: 'a', json_value: 'ok' }, json({ a: 'bad' }), 'down'],
    ['anything at all', { json_path: 'a' }, json({ a: 0 }), 'up'],
    ['nothing there', { json_path: 'a.b' }, json({ a: 0 }), 'down'],
    ['false there', { json_path: 'a' }, json({ a: false }), 'down'],
    ['no JSON', { json_path: 'a' }, (_, response) => response.end('<html>'), 'down'],
    [
      'a redirect to where nobody may look',
      {},
      (_, r) => r.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      'down',
    ],
  ])('%s', async (_, expected, given, wanted) => {
    expect((await ask(expected, given)).status).toBe(wanted)
  })

  it('sends what was named, and reads no more than it needs', async () => {
    let asked = ''
    const finding = await ask({ keyword: 'x' }, (request, response) => {
      asked = `${request.method} ${request.url} ${request.headers.host}`
      response.write('y'.repeat(300_000))
      response.write('x')
    })
    expect([asked, finding.status]).toEqual([`GET /a?b=c 127.0.0.1:${await portOf()}`, 'down'])
  })
})

it.each([
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://[::ffff:169.254.169.254]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[fd00:ec2::254]/',
  'http://[fe80::1]/',
  'http://100.100.100.200/',
])('never asks %s', async (url) => {
  const finding = await make(checkTarget.parse({ kind: 'http', url })).probe(new AbortController().signal)
  expect(finding).toMatchObject({ status: 'down', detail: 'FORBIDDEN_ADDRESS' })
})

it('never asks there by any other protocol', async () => {
  const targets: CheckTarget[] = [
    { kind: 'tcp', host: '169.254.169.254', port: 80 },
    { kind: 'tcp', host: '0xa9fea9fe', port: 80 },
    { kind: 'postgres', url: 'postgresql://169.254.169.254/x' },
    { kind: 'redis', url: 'redis://169.254.169.254' },
  ]
  for (const target of targets)
    expect((await make(target).probe(new AbortController().signal)).detail).toBe('FORBIDDEN_ADDRESS')
})

it('tells an open port from a closed one', async () => {
  const port = await portOf()
  expect(await probe({ kind: 'tcp', host: 'localhost', port })).toBe('up')
  expect(await probe({ kind: 'tcp', host: '127.0.0.1', port: 1 })).toBe('down')
})

it('tells a wrong password from a right one, without saying it', async () => {
  const wrong = Object.assign(new URL(database.url), { pathname: '/no_such_database' }).href
  expect(await probe({ kind: 'postgres', url: wrong })).toBe('down')
  const withPassword = Object.assign(new URL(redis.url), { password: 'sesame' }).href
  const finding = await make({ kind: 'redis', url: withPassword }).probe(new AbortController().signal)
  expect([finding.status, JSON.stringify(finding)]).toEqual(['down', expect.not.stringContaining('sesame')])
})

it('takes what is no Redis for down', async () => {
  answer = (_, response) => response.end('x')
  expect(await probe({ kind: 'redis', url: `redis://127.0.0.1:${await portOf()}` })).toBe('down')
})

describe('calls that have to come', () => {
  it.each([
    ['in time', { ageMs: 60_000, expectedForMs: 999_999 }, 'up'],
    ['late, within grace', { ageMs: 70_000, expectedForMs: 999_999 }, 'up'],
    ['too late', { ageMs: 70_001, expectedForMs: 999_999 }, 'down'],
    ['not yet', { ageMs: null, expectedForMs: 70_000 }, 'unknown'],
    ['never', { ageMs: null, expectedForMs: 70_001 }, 'down'],
  ])('%s', async (_, beat, status) => {
    const check = make({ kind: 'push', grace_seconds: 10 }, async () => beat)
    expect((await check.probe(new AbortController().signal)).status).toBe(status)
  })
})

it.each([
  ['$.a.b', ['a', 'b']],
  ['a', ['a']],
  ['$[0]["c d"].e-f', [0, 'c d', 'e-f']],
  ['$', null],
  ['', null],
  ['a..b', null],
  ['a[b]', null],
])('reads the path %s', (path, steps) => {
  expect(parseJsonPath(path)).toEqual(steps)
})

it('finds nothing that was not sent', () => {
  expect(findJsonPath({ a: 1 }, 'constructor')).toBeUndefined()
  expect(findJsonPath([], 'length')).toBeUndefined()
})

it.each([
  ['200-299', 204, true],
  ['200-299', 300, false],
  ['200,301-302', 302, true],
  ['200', 201, false],
])('%s covers %d: %s', (expected, status, wanted) => {
  expect(matchesStatus(status, expected)).toBe(wanted)
})
