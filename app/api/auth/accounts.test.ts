import { beforeEach, describe, expect, it, vi } from 'vitest'
import { dayMs, minuteMs } from '@/lib/core/time'
import { sessionRevokedTopic } from '@/lib/features/auth/events'
import { findActor } from '@/lib/features/auth/find-actor'
import { createProcessMessages, getProcessMessages } from '@/lib/platform/db/notify'
import { getDb } from '@/lib/platform/db/prisma'
import { TestBrowser } from '@/lib/testing/browser'
import { useDatabase } from '@/lib/testing/database'
import { insertSession, insertUser } from '@/lib/testing/factories'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { DELETE as revokeOne } from '../account/sessions/[sessionId]/route'
import { GET as listSessions, DELETE as revokeOthers } from '../account/sessions/route'
import { GET as authGet, POST as authPost } from './[...nextauth]/route'
import { POST as registerRoute } from './register/route'

useDatabase()
useTestKv()

const ann = { email: 'ann@example.org', password: 'correct horse battery', name: 'Ann' }

beforeEach(async () => {
  await getDb().user.deleteMany()
})

const jsonInit = (body: unknown, headers: HeadersInit = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
})
const register = (body: unknown, browser = new TestBrowser()) =>
  browser.call(registerRoute, '/api/auth/register', jsonInit(body))

const auth = (browser: TestBrowser, action: string, init: RequestInit = {}) =>
  browser.call(init.method === 'POST' ? authPost : authGet, `/api/auth/${action}`, {
    ...init,
    params: { nextauth: (action.split('?')[0] ?? '').split('/') },
  })
const csrf = async (browser: TestBrowser): Promise<string> => (await (await auth(browser, 'csrf')).json()).csrfToken

async function signIn(browser: TestBrowser, fields: Record<string, unknown>, headers: HeadersInit = {}) {
  const body = { csrfToken: await csrf(browser), json: 'true', ...fields }
  return await auth(browser, 'callback/credentials', jsonInit(body, headers))
}

async function signOut(browser: TestBrowser) {
  return await auth(browser, 'signout', jsonInit({ csrfToken: await csrf(browser), json: 'true' }))
}

const actorOf = (browser: TestBrowser) => findActor({ cookie: browser.cookieHeader })

async function signedIn(given: Partial<typeof ann> = {}, headers: HeadersInit = {}) {
  const user = await insertUser({ ...ann, ...given })
  const browser = new TestBrowser()
  expect((await signIn(browser, { email: user.email, password: user.password }, headers)).status).toBe(200)
  return { user, browser }
}

it('takes a bearer token for who asks: it neither shows nor ends the session of the cookie', async () => {
  const { user, browser } = await signedIn()
  const bearer = { authorization: 'Bearer ag_nothing' }
  expect(await (await auth(browser, 'session', { headers: bearer })).json()).toEqual({})
  await auth(browser, 'signout', jsonInit({ csrfToken: await csrf(browser), json: 'true' }, bearer))
  expect(await actorOf(browser)).toMatchObject({ id: user.id })
})

describe('sign in', () => {
  it('starts a session of a day, whose cookie scripts cannot read', async () => {
    const user = await insertUser(ann)
    const browser = new TestBrowser()
    const response = await signIn(browser, { email: 'ANN@example.org ', password: ann.password, callbackUrl: '/x' })
    expect([response.status, await response.json()]).toEqual([200, { url: 'http://localhost:3000/x' }])
    expect(await actorOf(browser)).toMatchObject({ type: 'user', id: user.id })
    const cookie = response.headers.getSetCookie().find((one) => one.startsWith('next-auth.session-token='))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(await getRemainingMs()).toSatisfy((ms: number) => ms > dayMs - minuteMs && ms <= dayMs)
  })

  it('remembers for thirty days whom it was asked to', async () => {
    await insertUser(ann)
    const response = await signIn(new TestBrowser(), { ...ann, remember: 'true' })
    const cookie = response.headers.getSetCookie().find((one) => one.startsWith('next-auth.session-token=')) ?? ''
    const expiresMs = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '')
    expect(expiresMs - Date.now()).toBeGreaterThan(30 * dayMs - minuteMs)
    expect(await getRemainingMs()).toBeGreaterThan(30 * dayMs - minuteMs)
  })

  it('marks its cookies Secure over HTTPS', async () => {
    await insertUser(ann)
    const https = { 'x-forwarded-proto': 'https' }
    const browser = new TestBrowser()
    const { csrfToken } = await (await auth(browser, 'csrf', { headers: https })).json()
    await auth(browser, 'callback/credentials', jsonInit({ ...ann, csrfToken, json: 'true' }, https))
    expect([...browser.cookies.keys()]).toContain('__Host-next-auth.session-token')
    expect([...browser.cookies.keys()].filter((name) => !name.startsWith('__Host-'))).toEqual([])
    expect(await actorOf(browser)).toMatchObject({ type: 'user' })
  })

  it('accepts a password typed in another Unicode form, and forms that are no JSON', async () => {
    await register({ ...ann, password: 'Zo\u00eb und zw\u00f6lf Zeichen' })
    const browser = new TestBrowser()
    const form = new URLSearchParams({
      csrfToken: await csrf(browser),
      email: ann.email,
      password: 'Zoe\u0308 und zwo\u0308lf Zeichen',
      callbackUrl: 'https://evil.example/',
    })
    const response = await auth(browser, 'callback/credentials', { method: 'POST', body: form })
    expect([response.status, response.headers.get('location')]).toEqual([302, '/diagrams'])
    expect(await actorOf(browser)).toMatchObject({ type: 'user' })
  })

  it('answers the same for a wrong password and an unknown address', async () => {
    await insertUser(ann)
    const answers = [
      await signIn(new TestBrowser(), { email: ann.email, password: 'wrong horse battery' }),
      await signIn(new TestBrowser(), { email: 'nobody@example.org', password: 'wrong horse battery' }),
    ]
    const seen = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))
    expect(seen[0]).toEqual(seen[1])
    expect(seen[0]).toEqual([401, expect.stringContaining('CredentialsSignin')])
    expect(await getDb().session.count()).toBe(0)
  })

  it('refuses the right password after five wrong ones, with the time to wait', async () => {
    await insertUser(ann)
    for (let n = 0; n < 5; n++) await signIn(new TestBrowser(), { email: ann.email, password: 'wrong horse battery' })
    const refused = await signIn(new TestBrowser(), { email: ` ${ann.email.toUpperCase()}`, password: ann.password })
    expect([refused.status, refused.headers.get('retry-after'), (await refused.json()).code]).toEqual([
      429,
      '900',
      'rate_limited',
    ])
    expect(await getDb().session.count()).toBe(0)
  })

  it.each([
    [{}, 401],
    [{ email: { $ne: null }, password: ['a'] }, 401],
    [{ email: "' OR 1=1 --", password: "' OR 1=1 --" }, 401],
    [{ email: 'a\u0000b', password: 'x' }, 422],
    [{ email: ann.email, password: 'x'.repeat(10_000) }, 401],
    [{ email: ann.email, password: 'x'.repeat(20_000) }, 413],
  ])('refuses %j with %i', async (fields, status) => {
    await insertUser(ann)
    expect((await signIn(new TestBrowser(), fields)).status).toBe(status)
    expect(await getDb().session.count()).toBe(0)
  })

  it('refuses without the token against forged requests, and from another site', async () => {
    await insertUser(ann)
    const browser = new TestBrowser()
    await csrf(browser)
    const forged = { ...ann, csrfToken: 'forged', json: 'true' }
    await auth(browser, 'callback/credentials', jsonInit(forged))
    expect(await actorOf(browser)).toEqual({ type: 'anonymous' })
    const foreign = await signIn(browser, ann, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    expect(await actorOf(browser)).toEqual({ type: 'anonymous' })
  })

  it('makes a session per sign-in, and clears away the expired ones', async () => {
    const { user, browser } = await signedIn()
    await insertSession({ userId: user.id, expiresAt: new Date(0) })
    await signIn(browser, ann)
    await signIn(new TestBrowser(), ann)
    expect(await getDb().session.count()).toBe(3)
  })

  it('takes over no session that was there before: not a planted one, nor the one of somebody else', async () => {
    const { browser: mallory } = await signedIn({ email: 'mallory@example.org' })
    const victim = new TestBrowser()
    for (const [name, value] of mallory.cookies) victim.cookies.set(name, value)
    const user = await insertUser(ann)
    await signIn(victim, ann)
    expect(await actorOf(victim)).toMatchObject({ id: user.id })
    expect(await actorOf(mallory)).not.toMatchObject({ id: user.id })
  })

  it.each(['_log', 'callback/google', 'callback', 'nonsense'])('offers no %s', async (action) => {
    expect((await auth(new TestBrowser(), action, jsonInit({}))).status).toBe(404)
  })

  it.each(['callback/credentials', 'signout', 'csrf', 'session'])('offers %s by one method only', async (action) => {
    const isPosted = ['callback/credentials', 'signout'].includes(action)
    expect((await auth(new TestBrowser(), action, isPosted ? {} : jsonInit({}))).status).toBe(405)
  })
})

const getRemainingMs = async () => (await getDb().session.findFirstOrThrow()).expiresAt.getTime() - Date.now()

describe('session', () => {
  it('says who one is, without prolonging the cookie', async () => {
    const { user, browser } = await signedIn()
    const response = await auth(browser, 'session')
    expect(await response.json()).toEqual({
      user: { id: user.id, name: 'Ann', email: ann.email, role: 'editor' },
      expires: expect.any(String),
    })
    expect(response.headers.getSetCookie().join()).not.toContain('session-token')
    expect(await (await auth(new TestBrowser(), 'session')).json()).toEqual({})
  })

  it('clears the cookie once the session is over', async () => {
    const { browser } = await signedIn()
    await getDb().session.updateMany({ data: { revokedAt: new Date() } })
    expect(await (await auth(browser, 'session')).json()).toEqual({})
    expect([...browser.cookies.keys()]).not.toContain('next-auth.session-token')
  })
})

describe('sign out', () => {
  it('revokes the row, so that a copy of the cookie is worth nothing', async () => {
    const { browser } = await signedIn()
    const copy = browser.cookieHeader
    expect((await signOut(browser)).status).toBe(200)
    expect(await findActor({ cookie: copy })).toEqual({ type: 'anonymous' })
    expect([...browser.cookies.keys()]).not.toContain('next-auth.session-token')
    expect((await signOut(browser)).status).toBe(200)
  })
})

describe('sessions of an account', () => {
  const list = async (browser: TestBrowser) => await browser.call(listSessions, '/api/account/sessions')
  const revoke = (browser: TestBrowser, sessionId: string, headers: HeadersInit = {}) =>
    browser.call(revokeOne, `/api/account/sessions/${sessionId}`, { method: 'DELETE', params: { sessionId }, headers })

  it('lists the active ones with device and times, and which one asks', async () => {
    const { user, browser } = await signedIn({}, { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0' })
    await insertSession({ userId: user.id, revokedAt: new Date() })
    await insertSession({ userId: user.id, expiresAt: new Date(0) })
    await insertSession()
    const { items } = await (await list(browser)).json()
    const { sessionId } = (await actorOf(browser)) as { sessionId: string }
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
    expect(items).toEqual([
      { id: sessionId, current: true, device: 'Firefox on Linux', createdAt: time, lastSeenAt: time },
    ])
  })

  it('ends another browser at once and tells every process', async () => {
    const { browser } = await signedIn()
    const other = new TestBrowser()
    await signIn(other, ann)
    const { sessionId } = (await actorOf(other)) as { sessionId: string }
    const otherProcess = createProcessMessages()
    const heard: unknown[] = []
    let connected = false
    const stopProbe = otherProcess.subscribe('probe', () => {
      connected = true
    })
    const stop = otherProcess.subscribe(sessionRevokedTopic, (payload) => heard.push(payload))
    await vi.waitFor(async () => {
      await getProcessMessages().publish('probe', null)
      expect(connected).toBe(true)
    })
    expect((await revoke(browser, sessionId)).status).toBe(204)
    expect(await actorOf(other)).toEqual({ type: 'anonymous' })
    expect(await actorOf(browser)).toMatchObject({ type: 'user' })
    await vi.waitFor(() => expect(heard).toEqual([{ sessionId }]))
    await stop()
    await stopProbe()
    expect((await revoke(browser, sessionId)).status).toBe(404)
  })

  it('ends all but the one that asks', async () => {
    const { browser } = await signedIn()
    const others = [new TestBrowser(), new TestBrowser()]
    for (const other of others) await signIn(other, ann)
    const strangers = (await signedIn({ email: 'bob@example.org' })).browser
    expect((await browser.call(revokeOthers, '/api/account/sessions', { method: 'DELETE' })).status).toBe(204)
    for (const other of others) expect(await actorOf(other)).toEqual({ type: 'anonymous' })
    for (const kept of [browser, strangers]) expect(await actorOf(kept)).toMatchObject({ type: 'user' })
  })

  it("does not let anyone see or end another's", async () => {
    const { browser } = await signedIn()
    const stranger = await insertSession()
    expect((await revoke(browser, stranger.id)).status).toBe(404)
    expect((await revoke(browser, 'not-an-id')).status).toBe(404)
    expect((await getDb().session.findUniqueOrThrow({ where: { id: stranger.id } })).revokedAt).toBeNull()
    const nobody = new TestBrowser()
    expect((await list(nobody)).status).toBe(401)
    expect((await revoke(nobody, stranger.id)).status).toBe(401)
    expect((await nobody.call(revokeOthers, '/api/account/sessions', { method: 'DELETE' })).status).toBe(401)
  })

  it('cannot be ended by another site', async () => {
    const { browser } = await signedIn()
    const { sessionId } = (await actorOf(browser)) as { sessionId: string }
    expect((await revoke(browser, sessionId, { origin: 'https://evil.example' })).status).toBe(403)
    expect(await actorOf(browser)).toMatchObject({ type: 'user' })
  })
})
