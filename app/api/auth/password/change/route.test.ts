import { beforeEach, describe, expect, it } from 'vitest'
import { findActor } from '@/lib/features/auth/find-actor'
import { getDb } from '@/lib/platform/db/prisma'
import { TestBrowser } from '@/lib/testing/browser'
import { useDatabase } from '@/lib/testing/database'
import { insertSession, insertUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { POST } from './route'

useDatabase()
useTestKv()

const current = 'correct horse battery'
const next = 'slow kettle under nine bridges'

beforeEach(async () => {
  await getDb().user.deleteMany()
})

async function openBrowser(userId: Awaited<ReturnType<typeof insertUser>>['id']) {
  const { id } = await insertSession({ userId })
  const browser = new TestBrowser()
  const [name = '', value = ''] = (await sessionCookie(id)).split('=')
  browser.cookies.set(name, value)
  return browser
}

const change = (browser: TestBrowser, body: unknown, headers: HeadersInit = {}) =>
  browser.call(POST, '/api/auth/password/change', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

const actorOf = (browser: TestBrowser) => findActor({ cookie: browser.cookieHeader })
const findHash = async (id: string) => (await getDb().user.findUniqueOrThrow({ where: { id } })).passwordHash

describe('changing the password', () => {
  it('ends the other sessions of the person, and no others; the old one no longer works', async () => {
    const ann = await insertUser()
    const [here, there] = [await openBrowser(ann.id), await openBrowser(ann.id)]
    const stranger = await openBrowser((await insertUser()).id)
    expect((await change(here, { currentPassword: current, newPassword: next })).status).toBe(204)
    expect(await actorOf(there)).toEqual({ type: 'anonymous' })
    for (const kept of [here, stranger]) expect(await actorOf(kept)).toMatchObject({ type: 'user' })
    expect(await findHash(ann.id)).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
    expect((await change(here, { currentPassword: current, newPassword: next })).status).toBe(422)
  })

  it.each([
    [{ currentPassword: 'wrong', newPassword: next }, 'currentPassword', 'wrong'],
    [{ currentPassword: current, newPassword: 'short' }, 'newPassword', 'too_short'],
    [{ currentPassword: current, newPassword: 'Password1234!' }, 'newPassword', 'guessable'],
    [{ currentPassword: current, newPassword: 'slow kettle Berta bridges' }, 'newPassword', 'personal'],
    [{ newPassword: next }, 'currentPassword', 'invalid_type'],
  ])('%j is refused at %s: %s, and nothing changes', async (body, path, code) => {
    const berta = await insertUser({ name: 'Berta' })
    const [here, there] = [await openBrowser(berta.id), await openBrowser(berta.id)]
    const before = await findHash(berta.id)
    const refused = await change(here, body)
    expect([refused.status, (await refused.json()).errors]).toMatchObject([422, [{ path, code }]])
    expect(await findHash(berta.id)).toBe(before)
    expect(await actorOf(there)).toMatchObject({ type: 'user' })
  })

  it('counts wrong guesses as failed sign-ins', async () => {
    const here = await openBrowser((await insertUser()).id)
    for (let n = 0; n < 5; n++) await change(here, { currentPassword: 'wrong', newPassword: next })
    expect((await change(here, { currentPassword: current, newPassword: next })).status).toBe(429)
  })

  it('is for who is signed in, on this site', async () => {
    const here = await openBrowser((await insertUser()).id)
    const body = { currentPassword: current, newPassword: next }
    expect((await change(new TestBrowser(), body)).status).toBe(401)
    expect((await change(here, body, { origin: 'https://evil.example' })).status).toBe(403)
  })

  it('of two at once one wins, and the other is told', async () => {
    const { id } = await insertUser()
    const [here, there] = [await openBrowser(id), await openBrowser(id)]
    const answers = await Promise.all([
      change(here, { currentPassword: current, newPassword: next }),
      change(there, { currentPassword: current, newPassword: `${next} again` }),
    ])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(await getDb().session.count({ where: { revokedAt: null } })).toBe(1)
  })
})
