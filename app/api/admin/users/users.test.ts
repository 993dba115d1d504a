import { beforeEach, describe, expect, it } from 'vitest'
import { startSessionCache } from '@/lib/features/auth/events'
import { findActor } from '@/lib/features/auth/find-actor'
import { startSession } from '@/lib/features/auth/start-session'
import { createProcessMessages, getProcessMessages } from '@/lib/platform/db/notify'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertSession, insertUser, type TestUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useSync } from '@/lib/testing/sync-fixture'
import { headersOf } from '@/lib/testing/sync-server'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { waitFor } from '@/lib/testing/wait-for'
import { POST as makeKeyRoute } from '../../account/api-keys/route'
import { POST as refresh } from '../../auth/token/refresh/route'
import { POST as token } from '../../auth/token/route'
import { PATCH } from './[userId]/route'

useDatabase()
useTestKv()
const sync = useSync()

beforeEach(async () => {
  await getDb().diagram.deleteMany()
  await getDb().user.deleteMany()
})

const change = (as: TestUser | null, userId: string, body: object) =>
  callRoute(PATCH, { as, method: 'PATCH', params: { userId }, body })
const suspend = (as: TestUser, { id }: TestUser) => change(as, id, { suspended: true })
const insertAdmin = () => insertUser({ role: 'admin' })
const signIn = ({ email }: TestUser, password = 'correct horse battery') =>
  startSession({ email, password, remember: false, userAgent: 'test', address: null }).then(
    (id) => (id ? 'signed in' : 'wrong'),
    (error) => `${error.code}: ${error.message}`,
  )
const bearer = (value: string) => ({ authorization: `Bearer ${value}` })

async function makeKey(as: TestUser): Promise<string> {
  const made = await callRoute(makeKeyRoute, { as, method: 'POST', body: { name: 'CI', scopes: ['write'] } })
  return (await made.json()).key
}

describe('somebody who is suspended', () => {
  it('is told so only with the right password, and is let in again once restored', async () => {
    const [admin, ann] = [await insertAdmin(), await insertUser()]
    expect(await (await suspend(admin, ann)).json()).toEqual({
      ...{ id: ann.id, email: ann.email, name: ann.name, role: 'editor', suspended: true },
    })
    expect(await signIn(ann, 'not the password')).toBe('wrong')
    expect(await signIn(ann)).toMatch(/^forbidden: This account is suspended/)
    const asProgram = await callRoute(token, { method: 'POST', body: { email: ann.email, password: ann.password } })
    expect(await readRefusal(asProgram)).toEqual([403, 'forbidden'])
    expect(await getDb().session.count({ where: { userId: ann.id } })).toBe(0)
    expect((await change(admin, ann.id, { suspended: false })).status).toBe(200)
    expect(await signIn(ann)).toBe('signed in')
    const entries = await getDb().auditEvent.findMany({ orderBy: { seq: 'asc' } })
    expect(entries.map(({ action, result }) => `${action} ${result}`)).toEqual([
      'account.suspend success',
      'session.start failure',
      'session.start refused',
      'session.start refused',
      'account.restore success',
      'session.start success',
    ])
  })

  it('has neither sessions nor tokens any more, and no keys until restored', async () => {
    const [admin, ann] = [await insertAdmin(), await insertUser()]
    const key = await makeKey(ann)
    const credentials = { email: ann.email, password: ann.password }
    const tokens = await (await callRoute(token, { method: 'POST', body: credentials })).json()
    const cookie = await sessionCookie((await insertSession({ userId: ann.id })).id)
    const whoAreThey = async () => {
      const all = [{ cookie }, bearer(tokens.accessToken), bearer(key)].map(findActor)
      return (await Promise.all(all)).map(({ type }) => type)
    }
    const stopCache = startSessionCache()
    await waitFor('the cache to be used', () => getProcessMessages().listeningSinceMs)
    expect(await whoAreThey()).toEqual(['user', 'user', 'user'])

    await suspend(admin, ann)
    expect(await whoAreThey()).toEqual(['anonymous', 'anonymous', 'anonymous'])
    const { refreshToken } = tokens
    expect((await callRoute(refresh, { method: 'POST', body: { refreshToken } })).status).toBe(401)

    await change(admin, ann.id, { suspended: false })
    expect(await whoAreThey()).toEqual(['anonymous', 'anonymous', 'user'])
    await stopCache()
  })

  it('is thrown out of what is open by a session and by a key', async () => {
    const [admin, ann] = [await insertAdmin(), await insertUser()]
    const { id: diagramId } = await insertDiagram({ ownerId: ann.id })
    const messages = createProcessMessages()
    const server = await sync.startServer({ findActor, messages })
    await waitFor('to listen', () => messages.listeningSinceMs)
    const cookie = await sessionCookie((await insertSession({ userId: ann.id })).id)
    const clients = [{ cookie }, { cookie: '', ...bearer(await makeKey(ann)) }].map((headers) =>
      sync.connect({ server, diagramId, userId: ann.id }, { headers: { ...headersOf(ann.id), ...headers } }),
    )
    await Promise.all(clients.map((client) => client.untilConnected()))
    await suspend(admin, ann)
    await waitFor('the end', () => clients.every(({ socket }) => socket.closes.length > 0))
    expect(clients.map(({ socket }) => socket.closes[0]?.code)).toEqual([4401, 4401])
  })

  it('leaves no session behind that begins at the same moment', async () => {
    const admin = await insertAdmin()
    for (let round = 0; round < 5; round++) {
      const ann = await insertUser()
      await Promise.all([signIn(ann), suspend(admin, ann), signIn(ann)])
      expect(await getDb().session.count({ where: { userId: ann.id, revokedAt: null } })).toBe(0)
    }
  })
})

describe('another role', () => {
  it('is in force at once, also over what is open', async () => {
    const [admin, ann] = [await insertAdmin(), await insertUser()]
    const { id: diagramId } = await insertDiagram({ ownerId: ann.id })
    const server = await sync.startServer({ findActor })
    const cookie = await sessionCookie((await insertSession({ userId: ann.id })).id)
    const headers = { ...headersOf(ann.id), cookie }
    const client = sync.connect({ server, diagramId, userId: ann.id }, { headers, reconnectDelayMs: 10 })
    await client.untilConnected()
    expect(client.isReadonly).toBe(false)
    expect(await (await change(admin, ann.id, { role: 'viewer' })).json()).toMatchObject({ role: 'viewer' })
    await waitFor('to look only', () => client.isReadonly === true)
    expect(await getDb().auditEvent.findFirst({ where: { action: 'account.role.change' } })).toMatchObject({
      ...{ actorId: admin.id, targetId: ann.id, facts: { from: 'editor', to: 'viewer' } },
    })
  })

  it('needs a fresh proof of who asks; suspending does not', async () => {
    const [admin, ann] = [await insertAdmin(), await insertUser()]
    const session = await insertSession({ userId: admin.id })
    await getDb().session.update({ where: { id: session.id }, data: { confirmedAt: new Date(0) } })
    const headers = { cookie: await sessionCookie(session.id) }
    const ask = (body: object) => callRoute(PATCH, { method: 'PATCH', params: { userId: ann.id }, body, headers })
    const refused = await ask({ role: 'admin' })
    expect([refused.status, (await refused.json()).errors]).toMatchObject([403, [{ code: 'confirm' }]])
    expect((await ask({ suspended: true })).status).toBe(200)
  })
})

describe('the last admin', () => {
  it('stays one who can sign in, whoever asks', async () => {
    const [admin, other] = [await insertAdmin(), await insertAdmin()]
    expect(await readRefusal(await change(admin, admin.id, { suspended: true }))).toEqual([409, 'conflict'])
    expect((await suspend(admin, other)).status).toBe(200)
    expect(await readRefusal(await change(admin, admin.id, { role: 'editor' }))).toEqual([409, 'conflict'])
    expect((await change(admin, other.id, { suspended: false })).status).toBe(200)
    expect((await change(admin, admin.id, { role: 'editor' })).status).toBe(200)
  })

  it('is left by any number of demotions and suspensions at once', async () => {
    for (let round = 0; round < 4; round++) {
      const admins = await Promise.all([0, 1, 2, 3].map(insertAdmin))
      const all = admins.flatMap((one) => admins.map((other) => [one, other] as const))
      await Promise.all(
        all.map(([one, other], at) => change(one, other.id, at % 2 ? { suspended: true } : { role: 'viewer' })),
      )
      expect(await getDb().user.count({ where: { role: 'admin', suspendedAt: null } })).toBe(1)
      await getDb().user.deleteMany()
    }
  })
})

it('only admins change somebody, and only somebody who is there', async () => {
  const [admin, ann] = [await insertAdmin(), await insertUser()]
  const body = { suspended: true }
  expect(await readRefusal(await change(null, admin.id, body))).toEqual([401, 'unauthenticated'])
  expect(await readRefusal(await change(ann, admin.id, body))).toEqual([404, 'not_found'])
  expect(await readRefusal(await change(admin, 'x'.repeat(20), body))).toEqual([404, 'not_found'])
  expect(await readRefusal(await change(admin, ann.id, {}))).toEqual([422, 'invalid_input'])
})
