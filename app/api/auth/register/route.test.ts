import { beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { TestBrowser } from '@/lib/testing/browser'
import { useDatabase } from '@/lib/testing/database'
import { POST } from './route'

useDatabase()

const ann = { email: 'ann@example.org', password: 'correct horse battery', name: 'Ann' }

beforeEach(async () => {
  await getDb().user.deleteMany()
  setRegistration('open')
})

function setRegistration(value: string) {
  process.env.REGISTRATION = value
  forget('env')
}

const register = (body: unknown, headers: HeadersInit = {}) =>
  new TestBrowser().call(POST, '/api/auth/register', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('register', () => {
  it('makes the first account admin and the next ones editors', async () => {
    const first = await register({ ...ann, email: '  Ann@Example.org ' })
    expect([first.status, await first.json()]).toEqual([
      201,
      { next: 'sign_in', id: expect.any(String), email: 'ann@example.org', name: 'Ann', role: 'admin' },
    ])
    expect(await (await register({ ...ann, email: 'bob@example.org' })).json()).toMatchObject({ role: 'editor' })
  })

  it('makes exactly one admin of many that register at once', async () => {
    const emails = Array.from({ length: 6 }, (_, index) => `u${index}@example.org`)
    const answers = await Promise.all(emails.map((email) => register({ ...ann, email })))
    expect(answers.map(({ status }) => status)).toEqual(emails.map(() => 201))
    expect(await getDb().user.count({ where: { role: 'admin' } })).toBe(1)
  })

  it('stores an argon2id hash of 64 MiB, never the password', async () => {
    await register(ann)
    const { passwordHash } = await getDb().user.findUniqueOrThrow({ where: { email: ann.email } })
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  })

  it('refuses an address that has an account, under its field, also when both come at once', async () => {
    const answers = await Promise.all([register(ann), register({ ...ann, email: 'ANN@example.org' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const again = await register(ann)
    expect(await again.json()).toMatchObject({ code: 'conflict', errors: [{ path: 'email', code: 'taken' }] })
  })

  it.each([
    ['closed', 403],
    ['invite', 403],
    ['open', 201],
  ])('when it is %s: the first always, the second %i', async (registration, status) => {
    setRegistration(registration)
    expect((await register(ann)).status).toBe(201)
    expect((await register({ ...ann, email: 'bob@example.org' })).status).toBe(status)
  })

  it('takes addresses of the domains that are set, but for the first, and gives the role that is set', async () => {
    Object.assign(process.env, { REGISTRATION_DOMAINS: 'Example.com, example.net', REGISTRATION_ROLE: 'viewer' })
    forget('env')
    const outcomes: unknown[] = []
    for (const email of ['ann@example.org', 'bob@example.org', 'bob@a.example.com', 'Bob@EXAMPLE.com']) {
      const response = await register({ ...ann, email })
      const { role, errors } = await response.json()
      outcomes.push([response.status, role ?? errors[0].code])
    }
    delete process.env.REGISTRATION_DOMAINS
    delete process.env.REGISTRATION_ROLE
    forget('env')
    expect(outcomes).toEqual([
      [201, 'admin'],
      [422, 'domain'],
      [422, 'domain'],
      [201, 'viewer'],
    ])
  })

  it.each([
    [{ ...ann, password: 'eleven char' }, 'password'],
    [{ ...ann, password: 'x'.repeat(129) }, 'password'],
    [{ ...ann, password: 'Password1234!' }, 'password'],
    [{ ...ann, password: 'correct horse AutoGraph' }, 'password'],
    [{ ...ann, password: 'correct horse Ann battery' }, 'password'],
    // Eleven characters once composed, twelve as typed.
    [{ ...ann, password: `e\u0301${'x'.repeat(10)}` }, 'password'],
    [{ ...ann, email: 'ann' }, 'email'],
    [{ ...ann, email: `${'a'.repeat(250)}@example.org` }, 'email'],
    [{ ...ann, name: '  ' }, 'name'],
    [{ ...ann, name: 'A\u0000nn' }, 'name'],
    [{ email: ann.email, name: 'Ann' }, 'password'],
    [{ ...ann, role: 'admin' }, ''],
  ])('refuses %j at %j', async (body, path) => {
    const response = await register(body)
    expect(response.status).toBe(422)
    expect((await response.json()).errors.map((error: { path: string }) => error.path)).toEqual([path])
    expect(await getDb().user.count()).toBe(0)
  })

  it('asks for the length that is set, and says why under the field', async () => {
    process.env.PASSWORD_MIN_LENGTH = '30'
    forget('env')
    const refused = await register(ann)
    delete process.env.PASSWORD_MIN_LENGTH
    forget('env')
    expect(await refused.json()).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'password', code: 'too_short', message: 'Use at least 30 characters.' }],
    })
  })

  it('refuses what another site sends, and what is huge', async () => {
    expect((await register(ann, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await register({ ...ann, name: 'x'.repeat(20_000) })).status).toBe(413)
    expect(await getDb().user.count()).toBe(0)
  })
})
