import { expect, test } from '@playwright/test'
import { attackOn, collectFaults } from './hostile/attacks'
import { bypassHeaders, listBypassPaths } from './hostile/bypasses'
import type { Attack } from './hostile/find-faults'
import { forgeCookies } from './hostile/forged-cookies'
import { listHostileBodies } from './hostile/hostile-bodies'
import type { ApiOperation } from './hostile/list-operations'
import { listNaughtyStrings, naughtyValues } from './hostile/naughty-strings'
import { openWorld, type World } from './hostile/open-world'
import type { Person } from './hostile/person'
import { type RawRequest, sendRaw } from './hostile/send-raw'
import {
  encodeBody,
  fillBody,
  fillPath,
  isForAdmins,
  makeRequest,
  notHere,
  type Subject,
} from './hostile/valid-requests'

/**
 * Every operation of the OpenAPI document over the production build against what people with bad intentions, and broken
 * programs, send. Never a 500, never what belongs to somebody else, and each refusal is a problem. One app, one test after
 * the other, without a browser.
 */
test.describe.configure({ mode: 'default', timeout: 180_000 })

let world: World
test.beforeAll(async () => {
  world = await openWorld()
})
test.afterAll(() => world?.close())

const find = (attacks: readonly Attack[]) => collectFaults(world.origin, attacks)
const withHeaders = (request: RawRequest, headers: Record<string, string>): RawRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
})

/** Whoever may do it, and can be done without afterwards. */
function personFor(operation: ApiOperation, otherwise: Person): Person {
  const endsSessions = ['DELETE /api/account/sessions', 'POST /api/auth/password/change'].includes(operation.name)
  if (endsSessions || isForAdmins(operation)) return world.people.admin
  // A person has a few sessions at a time: whoever signs in again and again loses the first.
  return /^\/api\/auth\/(signout|callback)/.test(operation.path) ? world.people.leaver : otherwise
}

/** About what belongs to the stranger. */
async function ownFor(operation: ApiOperation): Promise<Subject> {
  const { stranger } = world.people
  return { ...(await world.withOwn(stranger, operation)), person: personFor(operation, stranger) }
}

test('each operation does what it should for whoever may: what is attacked below would work', async () => {
  const refused: string[] = []
  for (const operation of world.operations) {
    const subject = await ownFor(operation)
    const { status, body } = await sendRaw(world.origin, makeRequest(operation, subject))
    if (notHere.has(operation.name) && status !== null && status < 500) continue
    if (status === null || status >= 300) refused.push(`${operation.name}: ${status} ${body.slice(0, 300)}`)
  }
  expect(refused, 'Say in e2e/hostile/valid-requests.ts what a valid request of these is.').toEqual([])
})

test('whoever is not who they say they are gets nothing', async () => {
  const { owner } = world.people
  const before = await world.readOwned()
  const cookies = await forgeCookies(world)
  const credentials: Record<string, Record<string, string>> = {
    'no session': { cookie: '' },
    ...Object.fromEntries(Object.entries(cookies).map(([how, cookie]) => [how, { cookie }])),
    'a bearer token of nonsense': { cookie: '', authorization: 'Bearer ag_nonsense' },
    'an empty bearer token': { cookie: '', authorization: 'Bearer ' },
    'a bearer token beside a real cookie': { cookie: owner.cookie, authorization: `Bearer ${'x'.repeat(500)}` },
  }
  const attacks = world.operations.flatMap((operation) => {
    const request = makeRequest(operation, world.asking(owner))
    // To whom it is not, some of it does not even exist.
    const rest = operation.isPublic ? {} : { expected: [401, 404] }
    return Object.entries(credentials).map(([how, headers]) =>
      attackOn(operation, how, withHeaders(request, headers), rest),
    )
  })
  expect(await find(attacks)).toEqual([])
  expect(await world.readOwned()).toEqual(before)
})

test('another site cannot act for whoever is signed in', async () => {
  const { owner } = world.people
  const before = await world.readOwned()
  const sites: Record<string, Record<string, string>> = {
    'another origin': { origin: 'https://evil.example' },
    'another origin, and a password that a proxy asked for': {
      origin: 'https://evil.example',
      authorization: 'Basic YTpi',
    },
    'no origin of its own': { origin: 'null' },
    'what a browser says of another site': { 'sec-fetch-site': 'cross-site' },
    'a look-alike': { origin: `${world.origin}.evil.example` },
  }
  const attacks = world.operations
    .filter(({ method }) => method !== 'GET')
    .flatMap((operation) =>
      Object.entries(sites).map(([how, headers]) => {
        const request = makeRequest(operation, world.asking(personFor(operation, owner)))
        return attackOn(operation, how, withHeaders(request, headers), { expected: [403] })
      }),
    )
  expect(await find(attacks)).toEqual([])
  expect(await world.readOwned()).toEqual(before)
})

test('another user, and a viewer, change nothing, and the other user sees nothing', async () => {
  const { stranger, viewer } = world.people
  const before = await world.readOwned()
  const attacks = world.operations.flatMap((operation) => {
    const isOwned = /\{(diagramId|teamId|assetId|fingerprint)\}/.test(operation.path)
    // What is theirs they may do as they like, and that is not the question here.
    if (operation.isPublic || !(isOwned || isForAdmins(operation) || operation.method === 'GET')) return []
    // A body that is not valid is refused before anybody looks whose it would be.
    const unseen = { expected: notHere.has(operation.name) ? [404, 422] : [404] }
    const ask = (person: Person) => makeRequest(operation, world.asking(person))
    const mayLook = operation.method === 'GET' || /\/(duplicate|sync-ticket)$/.test(operation.path)
    const viewing = mayLook ? {} : { expected: [403] }
    return [
      attackOn(operation, 'another user', ask(stranger), isOwned || isForAdmins(operation) ? unseen : {}),
      attackOn(operation, 'a viewer', ask(viewer), {
        maySeeSecret: true,
        ...(isForAdmins(operation) ? unseen : viewing),
      }),
    ]
  })
  expect(await find(attacks.filter(({ name }) => !/^DELETE .*members.* viewer/.test(name)))).toEqual([])
  expect(await world.readOwned()).toEqual(before)
})

test('no header, no method and no spelling of a path gets past the door', async () => {
  const { diagramId, operations } = world
  const pages = ['/diagrams', `/diagrams/${diagramId}`]
  const answers = [
    `/api/diagrams/${diagramId}`,
    '/api/diagrams',
    '/api/account',
    `/api/diagrams/${diagramId}/thumbnail`,
  ]
  const hosts = ['evil.example', '', 'a b', '[::1', 'x'.repeat(3_000), '127.0.0.1:99999']
  const ways: RawRequest[] = [
    ...[...pages, ...answers].flatMap((path) => bypassHeaders.map((headers) => ({ path, headers }))),
    ...listBypassPaths(diagramId).flatMap((path) => [{ path }, { path, headers: { rsc: '1' } }]),
    ...['FOO', 'TRACE', 'OPTIONS', 'HEAD', 'PROPFIND', 'SEARCH', 'PUT'].flatMap((method) =>
      [...pages, ...answers].map((path) => ({ method, path })),
    ),
    ...answers.map((path) => ({ path: `http://evil.example${path}` })),
    ...hosts.flatMap((host) => [pages[1]!, answers[0]!].map((path) => ({ path, headers: { host } }))),
  ]
  const attacks = ways.flatMap(({ headers = {}, ...way }) =>
    ['', world.people.stranger.cookie].map((cookie) => ({
      name: `${way.method ?? 'GET'} ${way.path.slice(0, 80)} ${JSON.stringify(headers).slice(0, 80)}${cookie && ' of another user'}`,
      request: { ...way, headers: { ...headers, ...(cookie ? { cookie } : {}) } },
      documented: null,
    })),
  )
  const methods = operations.flatMap((operation) =>
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
      .filter((method) => !operations.some((other) => other.path === operation.path && other.method === method))
      // `batch` could as well be the id of a diagram, of which there is none.
      .map((method) => {
        const request = makeRequest(operation, world.asking(personFor(operation, world.people.owner)))
        return attackOn(operation, `the method ${method}`, { ...request, method }, { expected: [405, 404] })
      }),
  )
  expect(await find([...attacks, ...methods])).toEqual([])
})

test('no body is too strange', async () => {
  const attacks = world.operations
    .filter(({ method }) => method !== 'GET')
    .flatMap((operation) => {
      const subject = world.asking(personFor(operation, world.people.stranger))
      const request = makeRequest(operation, subject)
      const valid = operation.contentType === 'application/json' ? String(request.body) : null
      return listHostileBodies(valid).map(({ name, contentType, body, headers }) =>
        attackOn(
          operation,
          name,
          { ...withHeaders(request, { ...headers, 'content-type': contentType }), body },
          { mayHangUp: (body?.length ?? 0) > 1024 * 1024 },
        ),
      )
    })
  expect(await find(attacks)).toEqual([])
  const { stranger } = world.people
  expect(await world.read(stranger, '/api/account')).toMatchObject({ id: stranger.id, role: 'editor' })
})

test('no value is too strange, in no place', async () => {
  const before = await world.readOwned()
  const attacks: Attack[] = []
  let place = 0
  for (const operation of world.operations) {
    // Whatever of this is taken is taken: on a diagram of their own.
    const subject = await ownFor(operation)
    const request = makeRequest(operation, subject)
    const attack = (how: string, change: Partial<RawRequest>) =>
      attacks.push(attackOn(operation, how, { ...request, ...change }))
    const label = (value: unknown) => String(JSON.stringify(value)).slice(0, 60)
    for (const name of operation.query) {
      for (const value of listNaughtyStrings(place++)) {
        attack(`${name}=${label(value)}`, { path: `${request.path}?${name}=${escapeForUrl(value)}` })
      }
    }
    for (const [, name = ''] of operation.path.matchAll(/\{(\w+)\}/g)) {
      for (const value of listNaughtyStrings(place++)) {
        const path = fillPath(operation, subject, { [name]: escapeForUrl(value) })
        attack(`{${name}} ${label(value)}`, { path })
      }
    }
    const fields = fillBody(operation, subject)
    // Whatever a password is, it is hashed, which is meant to take its time.
    const isSlow = 'password' in (fields ?? {})
    for (const name of Object.keys(fields ?? {})) {
      const values = operation.contentType === 'application/json' ? naughtyValues : []
      for (const value of [
        ...(isSlow ? listNaughtyStrings(place++).slice(0, 15) : listNaughtyStrings(place++)),
        ...values,
      ]) {
        const change = { [name]: Array.isArray(fields?.[name]) && typeof value === 'string' ? [value] : value }
        attack(`${name}: ${label(value)}`, { body: encodeBody(operation.contentType, { ...fields, ...change }) })
      }
    }
  }
  expect(await find(attacks)).toEqual([])
  expect(await world.readOwned()).toEqual(before)
  const { stranger } = world.people
  for (const path of ['/api/diagrams?view=all', '/api/diagrams?view=trash', '/api/account', '/diagrams', '/settings']) {
    const { status } = await sendRaw(world.origin, { path, headers: { cookie: stranger.cookie } })
    expect([path, status]).toEqual([path, 200])
  }
})

test('the same request many times at once is answered each time, and with one key has one effect', async () => {
  const copies = Array.from({ length: 10 }, (_, copy) => copy)
  const attacks: Attack[] = []
  const effects: Record<string, number> = {}
  for (const operation of world.operations) {
    const request = makeRequest(operation, await ownFor(operation))
    attacks.push(...copies.map((copy) => attackOn(operation, `copy ${copy}`, request)))
    if (operation.method === 'GET') continue
    const keyed = withHeaders(request, { 'idempotency-key': operation.name.replaceAll(/\W/g, '-') })
    const answers = await Promise.all(copies.map(() => sendRaw(world.origin, keyed)))
    const done = answers.filter(({ status }) => status !== null && status < 300)
    effects[operation.name] = new Set(done.map(({ status, body }) => `${status} ${body}`)).size
  }
  expect(await find(attacks)).toEqual([])
  expect(Object.entries(effects).filter(([, count]) => count > 1)).toEqual([])
})

test('and after all of it the server is well', async () => {
  const { admin } = world.people
  expect((await sendRaw(world.origin, { path: '/api/health/ready' })).status).toBe(200)
  const { items } = await world.read(admin, '/api/admin/errors')
  expect(items.filter((one: { source: string }) => one.source === 'server')).toEqual([])
})

const escapeForUrl = (value: string): string =>
  [...value.replace(/\p{Surrogate}/gu, '\ufffd')].slice(0, 500).map(encodeURIComponent).join('')
