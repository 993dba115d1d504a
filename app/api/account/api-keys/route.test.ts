import { beforeEach, describe, expect, it } from 'vitest'
import { findActor } from '@/lib/features/auth/find-actor'
import type { RouteHandler } from '@/lib/http/route'
import { createProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertDiagram, insertSession, insertUser, type TestUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useSync } from '@/lib/testing/sync-fixture'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { waitFor } from '@/lib/testing/wait-for'
import { GET as listAdminLinks } from '../../admin/account-links/route'
import { POST as changePassword } from '../../auth/password/change/route'
import { GET as listDiagrams } from '../../diagrams/route'
import { POST as confirm } from '../confirm/route'
import { PATCH as patchAccount } from '../route'
import { DELETE as revokeRoute } from './[keyId]/route'
import { POST as createRoute, GET as listRoute } from './route'

useDatabase()
useTestKv()
const sync = useSync()

beforeEach(async () => {
  await getDb().diagram.deleteMany()
  await getDb().user.deleteMany()
})

const create = (as: TestUser | null, scopes: string[], more = {}) =>
  callRoute(createRoute, { as, method: 'POST', body: { name: 'CI', scopes, ...more } })
const makeKey = async (as: TestUser, ...scopes: string[]): Promise<{ id: string; key: string }> =>
  (await create(as, scopes)).json()
const bearer = (key: string) => ({ authorization: `Bearer ${key}` })
const listWith = (key: string) => callRoute(listDiagrams, { headers: bearer(key) })
const revoke = (as: TestUser, keyId: string) => callRoute(revokeRoute, { as, method: 'DELETE', params: { keyId } })

describe('a key', () => {
  it('is shown once, stored as a hash, and told by its prefix', async () => {
    const user = await insertUser()
    const made = await create(user, ['read'])
    const { key, ...rest } = await made.json()
    expect([made.status, key]).toEqual([201, expect.stringMatching(/^ag_[\w-]{43}$/)])
    const { items } = await (await callRoute(listRoute, { as: user })).json()
    expect(items).toEqual([rest])
    expect(rest).toMatchObject({ name: 'CI', prefix: key.slice(0, 7), scopes: ['read'], lastUsedAt: null })
    expect(JSON.stringify([items, await getDb().apiKey.findMany()])).not.toContain(key)
  })

  it('acts in the person’s name, and says when it was last used', async () => {
    const user = await insertUser()
    const { key } = await makeKey(user, 'write')
    const call = { method: 'PATCH', body: { name: 'By a program' }, headers: bearer(key) }
    expect(await (await callRoute(patchAccount, call)).json()).toMatchObject({ id: user.id, name: 'By a program' })
    expect((await getDb().apiKey.findFirstOrThrow()).lastUsedAt).not.toBeNull()
  })

  it('is worth nothing once it is revoked or over, nor is one that is made up', async () => {
    const user = await insertUser()
    const [revoked, over] = [await makeKey(user, 'read'), await makeKey(user, 'read')]
    expect((await listWith(revoked.key)).status).toBe(200)
    expect((await revoke(user, revoked.id)).status).toBe(204)
    await getPool().query(`UPDATE api_keys SET expires_at = now() WHERE id = $1`, [over.id])
    for (const key of [revoked.key, over.key, `ag_${'x'.repeat(43)}`, 'ag_', revoked.key.slice(0, -1)]) {
      expect(await readRefusal(await listWith(key))).toEqual([401, 'unauthenticated'])
    }
    expect((await revoke(user, revoked.id)).status).toBe(404)
  })

  it('of somebody else can be neither seen nor revoked', async () => {
    const [user, stranger] = [await insertUser(), await insertUser()]
    const { id, key } = await makeKey(user, 'read')
    expect((await (await callRoute(listRoute, { as: stranger })).json()).items).toEqual([])
    expect((await revoke(stranger, id)).status).toBe(404)
    expect((await listWith(key)).status).toBe(200)
  })

  it('closes the live connections that it opened within a second of being revoked', async () => {
    const user = await insertUser()
    const { id, key } = await makeKey(user, 'write')
    const { id: diagramId } = await insertDiagram({ ownerId: user.id })
    const messages = createProcessMessages()
    const server = await sync.startServer({ findActor, messages })
    await waitFor('to listen', () => messages.listeningSinceMs)
    const headers = { cookie: '', ...bearer(key) }
    const client = sync.connect({ server, diagramId, userId: user.id }, { headers })
    await client.untilConnected()
    const startMs = performance.now()
    await revoke(user, id)
    await waitFor('the end', () => client.socket.closes.length > 0)
    expect(client.socket.closes).toMatchObject([{ code: 4401 }])
    expect(performance.now() - startMs).toBeLessThan(1_000)
  })

  it('has its own limit, which is not its person’s', async () => {
    process.env.RATE_LIMIT_KEY_PER_MINUTE = '2'
    forget('env')
    const user = await insertUser()
    const [one, other] = [await makeKey(user, 'read'), await makeKey(user, 'read')]
    const statuses = [
      await listWith(one.key),
      await listWith(one.key),
      await listWith(one.key),
      await listWith(other.key),
    ]
    delete process.env.RATE_LIMIT_KEY_PER_MINUTE
    forget('env')
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429, 200])
    expect((await callRoute(listDiagrams, { as: user })).status).toBe(200)
  })
})

describe('scopes', () => {
  const write = async (key: string) =>
    (await callRoute(patchAccount, { method: 'PATCH', body: { name: 'x' }, headers: bearer(key) })).status
  const admin = async (key: string) => (await callRoute(listAdminLinks, { headers: bearer(key) })).status

  it.each([
    ['read', 'editor', 403, 404],
    ['write', 'editor', 200, 404],
    ['write', 'admin', 200, 404],
    ['admin', 'admin', 200, 200],
  ] as const)('a key for %s of an %s: a write %i, an admin’s list %i', async (scope, role, writes, lists) => {
    const user = await insertUser({ role })
    const { key } = await makeKey(user, scope)
    expect([(await listWith(key)).status, await write(key), await admin(key)]).toEqual([200, writes, lists])
  })

  it('admin is for admins, and ends with their being one', async () => {
    const user = await insertUser()
    expect(await readRefusal(await create(user, ['admin']))).toEqual([403, 'forbidden'])
    const boss = await insertUser({ role: 'admin' })
    const { key } = await makeKey(boss, 'admin')
    await getPool().query(`UPDATE users SET role = 'editor' WHERE id = $1`, [boss.id])
    expect(await admin(key)).toBe(404)
  })

  it('for reading, a live connection only looks', async () => {
    const user = await insertUser()
    const { key } = await makeKey(user, 'read')
    const { id: diagramId } = await insertDiagram({ ownerId: user.id })
    const server = await sync.startServer({ findActor })
    const headers = { cookie: '', ...bearer(key) }
    const client = sync.connect({ server, diagramId, userId: user.id }, { headers })
    await client.untilConnected()
    expect(client.isReadonly).toBe(true)
  })
})

describe('making a key', () => {
  it('needs a proof within ten minutes of who it is', async () => {
    const user = await insertUser()
    const session = await insertSession({ userId: user.id })
    const headers = { cookie: await sessionCookie(session.id) }
    const ask = () => callRoute(createRoute, { method: 'POST', body: { name: 'CI', scopes: ['read'] }, headers })
    await getPool().query(`UPDATE sessions SET confirmed_at = now() - interval '10 minutes'`)
    const refused = await ask()
    expect([refused.status, (await refused.json()).errors]).toMatchObject([403, [{ code: 'confirm' }]])
    const body = { password: user.password }
    expect((await callRoute(confirm, { method: 'POST', body, headers })).status).toBe(204)
    expect((await ask()).status).toBe(201)
  })

  it('is confirmed by the password, and guesses count as failed sign-ins', async () => {
    const user = await insertUser()
    const ask = (password: string) => callRoute(confirm, { as: user, method: 'POST', body: { password } })
    expect((await ask(user.password)).status).toBe(204)
    for (let n = 0; n < 5; n++) expect((await ask('wrong')).status).toBe(422)
    expect((await ask(user.password)).status).toBe(429)
  })

  it('is not for a program with a key, nor is anything about how its person signs in', async () => {
    const user = await insertUser({ role: 'admin' })
    const { id, key } = await makeKey(user, 'admin')
    const body = { currentPassword: user.password, newPassword: 'slow kettle under nine bridges' }
    const calls: [RouteHandler, string, unknown][] = [
      [createRoute, 'POST', { name: 'More', scopes: ['admin'] }],
      [listRoute, 'GET', undefined],
      [revokeRoute, 'DELETE', undefined],
      [changePassword, 'POST', body],
      [confirm, 'POST', { password: user.password }],
    ]
    for (const [handler, method, sent] of calls) {
      const call = { method, headers: bearer(key), params: { keyId: id }, ...(sent ? { body: sent } : {}) }
      expect(await readRefusal(await callRoute(handler, call))).toEqual([403, 'forbidden'])
    }
  })

  it.each([
    [{ scopes: [] }, 422],
    [{ scopes: ['root'] }, 422],
    [{ scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }, 422],
    [{ scopes: ['read'], name: ' ' }, 422],
    [{ scopes: ['read'], expiresAt: null }, 201],
  ])('with %j is answered with %i', async (given, status) => {
    expect((await create(await insertUser(), given.scopes, given)).status).toBe(status)
  })

  it('ends at twenty', async () => {
    const user = await insertUser()
    const answers = await Promise.all(Array.from({ length: 21 }, () => create(user, ['read'])))
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1)
  })
})
