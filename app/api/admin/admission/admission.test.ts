import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAdmission } from '@/lib/features/auth/admission/chosen-admission'
import { forgetNetworks } from '@/lib/features/auth/admission/forget-networks'
import type { ChosenAdmission } from '@/lib/features/auth/schema-admission'
import { createProcessMessages } from '@/lib/platform/db/notify'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { storeSetting } from '@/lib/platform/settings/settings'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertSession, insertUser, type TestUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { waitFor } from '@/lib/testing/wait-for'
import { POST as makeKeyRoute } from '../../account/api-keys/route'
import { POST as changeEmailRoute } from '../../account/email/route'
import { POST as registerRoute } from '../../auth/register/route'
import { POST as tokenRoute } from '../../auth/token/route'
import { GET as listDiagrams } from '../../diagrams/route'
import { GET, PATCH } from './route'

useDatabase()
useTestKv()

const office = { 'x-forwarded-for': '198.51.100.7' }
const elsewhere = { 'x-forwarded-for': '203.0.113.9' }
const ofOffice = '198.51.100.0/24'

function setEnv(values: Record<string, string | undefined>) {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  for (const name of ['env', 'net.trustedProxies']) forget(name)
}

let admin: TestUser
beforeEach(async () => {
  await getDb().user.deleteMany()
  await getDb().setting.deleteMany()
  forget('auth.admission')
  setEnv({ TRUSTED_PROXIES: '1' })
  admin = await insertUser({ role: 'admin', email: 'admin@example.org' })
})
afterEach(() => setEnv({ REGISTRATION: undefined, ALLOWED_NETWORKS: undefined }))

const change = (as: TestUser | null, body: ChosenAdmission, headers: Record<string, string> = office) =>
  callRoute(PATCH, { as, method: 'PATCH', body, headers })
const show = async () => (await callRoute(GET, { as: admin, headers: office })).json()
const register = (email: string, headers: Record<string, string> = office) =>
  callRoute(registerRoute, { method: 'POST', headers, body: { email, password: 'correct horse battery', name: 'B' } })
const look = async (headers: Record<string, string>, as: TestUser | null = admin) =>
  (await callRoute(listDiagrams, { as, headers })).status

describe('registration', () => {
  it('is as an admin chose, from then on', async () => {
    const before = { registration: 'open', domains: [], role: 'editor', networks: [], fixed: [] }
    expect(await show()).toEqual({ ...before, yourAddress: '198.51.100.7' })
    expect((await change(admin, { role: 'viewer', domains: ['Example.com', 'example.com'] })).status).toBe(200)
    expect(await readRefusal(await register('ben@example.org'))).toEqual([422, 'invalid_input'])
    expect(await (await register('ben@example.com')).json()).toMatchObject({ role: 'viewer' })
    await change(admin, { registration: 'closed' })
    expect(await readRefusal(await register('cyd@example.com'))).toEqual([403, 'forbidden'])
    expect(await show()).toMatchObject({ registration: 'closed', domains: ['example.com'], role: 'viewer' })
  })

  it('is in the audit log, with what was and what is', async () => {
    await change(admin, { registration: 'invite', domains: ['example.org'] })
    const [entry] = await getDb().auditEvent.findMany({ orderBy: { seq: 'desc' }, take: 1 })
    expect(entry).toMatchObject({
      action: 'admission.change',
      actorId: admin.id,
      facts: { registration: 'invite', registrationFrom: 'open', domains: 'example.org', domainsFrom: 'all' },
    })
  })

  it('keeps what two admins change at once', async () => {
    await Promise.all([change(admin, { registration: 'invite' }), change(admin, { role: 'viewer' })])
    expect(await show()).toMatchObject({ registration: 'invite', role: 'viewer' })
  })

  it('is for admins who have just proved who they are', async () => {
    const ann = await insertUser()
    expect((await change(null, { role: 'viewer' })).status).toBe(401)
    expect((await change(ann, { role: 'viewer' })).status).toBe(404)
    const { id } = await insertSession({ userId: admin.id })
    await getDb().session.update({ where: { id }, data: { confirmedAt: new Date(0) } })
    const stale = { ...office, cookie: await sessionCookie(id) }
    const refused = await callRoute(PATCH, { method: 'PATCH', body: { role: 'viewer' }, headers: stale })
    expect(await refused.json()).toMatchObject({ status: 403, errors: [{ code: 'confirm' }] })
  })

  it('cannot be changed where the environment says what it is', async () => {
    setEnv({ REGISTRATION: 'invite' })
    expect(await readRefusal(await change(admin, { registration: 'open' }))).toEqual([409, 'conflict'])
    expect((await change(admin, { role: 'viewer' })).status).toBe(200)
    expect(await show()).toMatchObject({ registration: 'invite', role: 'viewer', fixed: ['registration'] })
  })

  it.each([
    {},
    { domains: ['no domain'] },
    { domains: ['a.org,b.org'] },
    { registration: 'maybe' },
    { networks: ['x'] },
  ])('refuses %j', async (body) => {
    expect((await change(admin, body as ChosenAdmission)).status).toBe(422)
  })

  it('has its domains hold for a new address of an account too, but for an admin, who may invite any', async () => {
    const ann = await insertUser({ email: 'ann@example.com' })
    await change(admin, { domains: ['example.com'] })
    const become = (as: TestUser, email: string) =>
      callRoute(changeEmailRoute, { as, method: 'POST', body: { email }, headers: office })
    expect(await (await become(ann, 'ann@example.net')).json()).toMatchObject({ errors: [{ code: 'domain' }] })
    expect((await become(ann, 'ann2@example.com')).status).toBe(200)
    expect((await become(admin, 'admin@example.net')).status).toBe(200)
  })
})

describe('networks', () => {
  it('are the only ones where anybody is signed in, signs in or registers', async () => {
    const made = await callRoute(makeKeyRoute, {
      ...{ as: admin, method: 'POST', headers: office, body: { name: 'CI', scopes: ['read'] } },
    })
    const key = { authorization: `Bearer ${(await made.json()).key}` }
    expect(await look(elsewhere)).toBe(200)
    const changed = await change(admin, { networks: ['198.51.100.9/24', ofOffice] })
    expect(await changed.json()).toMatchObject({ networks: [ofOffice], yourAddress: '198.51.100.7' })
    expect([await look(office), await look(elsewhere), await look({})]).toEqual([200, 403, 403])
    expect([await look({ ...office, ...key }, null), await look({ ...elsewhere, ...key }, null)]).toEqual([200, 403])
    const body = { email: 'admin@example.org', password: 'whatever it is' }
    const signIn = async (headers: Record<string, string>) =>
      (await callRoute(tokenRoute, { method: 'POST', body, headers })).status
    expect([await signIn(office), await signIn(elsewhere)]).toEqual([401, 403])
    expect((await register('ben@example.org', elsewhere)).status).toBe(403)
  })

  it('never leave out the admin who chooses them, nor one of whom nobody knows where they are', async () => {
    const refused = await change(admin, { networks: ['10.0.0.0/8'] })
    expect(await refused.json()).toMatchObject({ status: 422, errors: [{ path: 'networks' }] })
    expect((await change(admin, { networks: [ofOffice] }, {})).status).toBe(422)
    expect(await look(elsewhere)).toBe(200)
  })

  it('are opened from a shell for who is locked out all the same', async () => {
    await storeSetting('admission', { value: { networks: ['10.0.0.0/8'], role: 'viewer' }, changedById: null })
    expect(await look(office)).toBe(403)
    expect(await forgetNetworks()).toEqual(['10.0.0.0/8'])
    expect(await look(office)).toBe(200)
    expect(await show()).toMatchObject({ networks: [], role: 'viewer' })
  })

  it('are those of the environment where it says so', async () => {
    await storeSetting('admission', { value: { networks: ['10.0.0.0/8'] }, changedById: null })
    setEnv({ ALLOWED_NETWORKS: 'all' })
    expect(await look(office)).toBe(200)
    setEnv({ ALLOWED_NETWORKS: '203.0.113.0/24' })
    expect([await look(office), await look(elsewhere)]).toEqual([403, 200])
  })

  it('are asked of the database once only by a process that hears of changes, and then at once', async () => {
    const messages = createProcessMessages()
    const stop = startAdmission(messages)
    await waitFor('messages of others', () => messages.listeningSinceMs)
    expect(await look(elsewhere)).toBe(200)
    // Nobody has said so yet.
    await storeSetting('admission', { value: { networks: [ofOffice] }, changedById: null })
    expect(await look(elsewhere)).toBe(200)
    await createProcessMessages().publish('admission.changed', {})
    await waitFor('the change', async () => (await look(elsewhere)) === 403)
    await stop()
  })
})
