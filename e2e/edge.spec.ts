import type { Page } from '@playwright/test'
import { CspEvaluator } from 'csp_evaluator'
import { Severity } from 'csp_evaluator/dist/finding.js'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { drawPng } from '@/lib/testing/image-files'
import { type EdgeApp, startEdgeApp } from './edge-app'
import { expect, test } from './fixtures'
import { gradeHeaders } from './grade-headers'
import { sendRaw } from './hostile/send-raw'

let app: EdgeApp
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  app = await startEdgeApp()
})
test.afterAll(() => app.stop())

/** Signed in, and the answer as it is on the wire. */
function askRaw(method: string, path: string, headers: Record<string, string>) {
  const cookie = app.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return sendRaw(app.url, { method, path, headers: { cookie, ...headers } })
}

async function makeDiagram(): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const made = await app.ask('/api/diagrams', { method: 'POST', headers, body: '{"title":"Edge"}' })
  return (await made.json()).id
}

test('every kind of answer has headers of the best grade, and a policy without a known bypass', async () => {
  const id = await makeDiagram()
  const pages = ['/', '/sign-in', '/register', '/diagrams', `/diagrams/${id}`, '/settings', '/docs/api', '/nowhere']
  const data = ['/api/diagrams', `/api/diagrams/${id}`, '/api/openapi.json', '/api/nowhere', '/api/health/live']
  const files = ['/icon.svg', '/tldraw/fonts/Shantell_Sans-Informal_Regular.woff2']
  const text = await (await app.ask('/')).text()
  const script = /\/_next\/static\/[^"]+\.js/.exec(text)?.[0] ?? ''
  expect(script).not.toBe('')
  for (const path of [...pages, ...data, ...files, script, '/api/auth/csrf', '/metrics']) {
    const response = await app.ask(path, { headers: { origin: 'https://unknown.example', accept: 'text/html' } })
    await response.arrayBuffer()
    const { score, parts } = gradeHeaders(response.headers)
    expect(score, `${path}: ${parts.join(', ')}`).toBeGreaterThanOrEqual(pages.includes(path) ? 130 : 120)
    const policy = response.headers.get('content-security-policy') ?? ''
    const findings = new CspEvaluator(new CspParser(policy).csp).evaluate()
    expect(findings.filter(({ severity }) => severity < Severity.SYNTAX).map(({ description }) => description)).toEqual(
      [],
    )
  }
})

test('the grade sees what is missing', () => {
  const without = (name: string) => {
    const headers = new Headers({
      'content-security-policy': "default-src 'none'; script-src 'nonce-abc'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
      'strict-transport-security': 'max-age=63072000',
      'x-content-type-options': 'nosniff',
    })
    headers.delete(name)
    return gradeHeaders(headers).score
  }
  expect(without('x-nothing')).toBe(130)
  expect(without('content-security-policy')).toBe(55)
  expect(without('cross-origin-resource-policy')).toBe(120)
  expect(without('referrer-policy')).toBe(120)
  expect(without('strict-transport-security')).toBe(80)
  expect(without('x-content-type-options')).toBe(125)
  expect(gradeHeaders(new Headers({ 'content-security-policy': "script-src 'unsafe-inline'" })).score).toBe(30)
})

test('who has an answer already is told so, by the hot route and by Next', async () => {
  const id = await makeDiagram()
  for (const path of [
    `/api/diagrams/${id}`,
    `/api/diagrams/%${id.charCodeAt(0).toString(16)}${id.slice(1)}`,
    '/api/diagrams',
  ]) {
    const first = await app.ask(path)
    const etag = first.headers.get('etag') ?? ''
    expect([path, first.status, etag]).toEqual([path, 200, expect.stringMatching(/^"/)])
    const again = await app.ask(path, { headers: { 'if-none-match': `"other", W/${etag}` } })
    expect([path, again.status, again.headers.get('etag'), await again.text()]).toEqual([path, 304, etag, ''])
    const other = await app.ask(path, { headers: { 'if-none-match': '"other"' } })
    expect(other.status).toBe(200)
  }
})

test('who keeps a connection is told for how long, and common proxies keep theirs for less', async () => {
  const id = await makeDiagram()
  for (const path of [`/api/diagrams/${id}`, '/api/diagrams', '/login', '/api/health/live']) {
    const { headers } = await sendRaw(app.url, { path })
    expect([path, headers['keep-alive']]).toEqual([path, 'timeout=130'])
  }
})

test('what the API answers is in one piece, which is compressed when that saves something', async () => {
  const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
    askRaw(method, path, { 'accept-encoding': 'gzip', ...headers })
  for (const path of ['/api/account', '/api/no-such-thing', '/api/teams']) {
    const { headers, body } = await ask('GET', path)
    expect([path, headers['content-encoding']]).toEqual([path, undefined])
    expect([path, headers['content-length']]).toEqual([path, String(Buffer.byteLength(body))])
  }
  const whole = await ask('GET', '/api/openapi.json', { 'accept-encoding': '' })
  expect(whole.headers['content-length']).toBe(String(Buffer.byteLength(whole.body)))
  expect((await ask('GET', '/api/openapi.json')).headers['content-encoding']).toBe('gzip')
  const head = await ask('HEAD', '/api/openapi.json', { 'accept-encoding': '' })
  expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', whole.headers['content-length']])
})

test('a file, and a part of it, says how long it is', async () => {
  const form = new FormData()
  form.set('diagramId', await makeDiagram())
  const png = drawPng(64)
  form.set('file', new File([png], 'dot.png', { type: 'image/png' }))
  const { id, sizeBytes } = await (await app.ask('/api/assets', { method: 'POST', body: form })).json()
  const lengthOf = async (method: string, headers: Record<string, string> = {}) => {
    const answer = await askRaw(method, `/api/assets/${id}`, headers)
    return [answer.status, answer.headers['content-length'], answer.headers['transfer-encoding']]
  }
  expect(await lengthOf('GET')).toEqual([200, String(sizeBytes), undefined])
  expect(await lengthOf('HEAD')).toEqual([200, String(sizeBytes), undefined])
  expect(await lengthOf('GET', { range: 'bytes=2-5' })).toEqual([206, '4', undefined])
})

/** What a page at that origin gets when it calls the API of `server` with the cookies of the person in front of it. */
async function callFrom(page: Page, origin: string, server: string) {
  await page.goto(origin)
  return page.evaluate(async (url) => {
    const call = async (init: RequestInit) => {
      try {
        const response = await fetch(`${url}/api/diagrams`, { credentials: 'include', ...init })
        return [response.status, response.headers.get('x-correlation-id') !== null] as const
      } catch {
        return 'blocked by the browser'
      }
    }
    const body = JSON.stringify({ title: 'From elsewhere' })
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    return { get: await call({}), post: await call({ method: 'POST', headers, body }) }
  }, server)
}

test('CORS_ORIGINS lets the pages of exactly those origins read and write', async ({ page, watch }) => {
  // A page of another site asks ours, and the browser says so when it may not read the answer.
  watch.allowed.push(/blocked by CORS policy|ERR_FAILED/)
  const secure = { domain: '127.0.0.1', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' as const }
  await page.context().addCookies(app.cookies.map((cookie) => ({ ...cookie, ...secure })))
  const count = async () => (await (await app.ask('/api/diagrams')).json()).total
  const before = await count()

  expect(await callFrom(page, app.partner, app.url)).toEqual({ get: [200, true], post: [201, true] })
  expect(await count()).toBe(before + 1)
  expect(await callFrom(page, app.stranger, app.url)).toEqual({
    get: 'blocked by the browser',
    post: 'blocked by the browser',
  })
  expect(await count()).toBe(before + 1)
  watch.foreignRequests.length = 0
})

test('without CORS_ORIGINS no other origin reads or writes', async ({ ann, watch, baseURL }) => {
  watch.allowed.push(/blocked by CORS policy|ERR_FAILED/)
  const count = async () => (await (await ann.api.get('/api/diagrams')).json()).total
  const before = await count()
  expect(await callFrom(ann.page, app.partner, baseURL!)).toEqual({
    get: 'blocked by the browser',
    post: 'blocked by the browser',
  })
  expect(await count()).toBe(before)
  watch.foreignRequests.length = 0
})

test('preflights and writes from elsewhere, as they are on the wire', async ({ baseURL }) => {
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/api/diagrams`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'content-type' },
    })
  const allowed = await preflight(app.url, app.partner)
  expect(allowed.status).toBe(204)
  expect(Object.fromEntries(allowed.headers)).toMatchObject({
    vary: expect.stringContaining('Origin'),
    'access-control-allow-origin': app.partner,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': expect.stringContaining('PATCH'),
    'access-control-allow-headers': expect.stringContaining('Content-Type'),
  })
  for (const [url, origin] of [
    [app.url, app.stranger],
    [app.url, 'null'],
    [app.url, `${app.partner}.evil.example`],
    [baseURL!, app.partner],
  ] as const) {
    const refused = await preflight(url, origin)
    expect([origin, refused.headers.get('access-control-allow-origin')]).toEqual([origin, null])
    await refused.arrayBuffer()
  }
  // A form needs no preflight, so the write itself has to be refused.
  const post = (origin: string) =>
    app.ask('/api/diagrams', {
      method: 'POST',
      headers: { origin, 'content-type': 'text/plain' },
      body: '{"title":"x"}',
    })
  expect((await post(app.stranger)).status).toBe(403)
  expect((await post('null')).status).toBe(403)
  expect((await post(app.partner)).status).toBe(415)
})
