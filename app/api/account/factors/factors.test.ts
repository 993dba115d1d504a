import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionId } from '@/lib/core/ids'
import { lockUser } from '@/lib/features/auth/deletion/repo-deletions'
import { computeTotp } from '@/lib/features/auth/factors/pure/totp'
import { findActor } from '@/lib/features/auth/find-actor'
import { requireStepUp } from '@/lib/features/auth/require-step-up'
import { startSession } from '@/lib/features/auth/start-session'
import type { RouteHandler } from '@/lib/http/route'
import { getDb } from '@/lib/platform/db/prisma'
import { useDatabase } from '@/lib/testing/database'
import { insertUser, type TestUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { waitUntilBlocked } from '@/lib/testing/wait-until-blocked'
import { POST as resetRoute } from '../../admin/users/reset-factors/route'
import { POST as stepUpRoute } from '../confirm/route'
import { POST as renewRoute } from './backup-codes/route'
import { POST as disableRoute } from './disable/route'
import { GET as getRoute } from './route'
import { POST as confirmRoute } from './totp/confirm/route'
import { POST as beginRoute } from './totp/route'

useDatabase()
const clock = useTestKv()

// In the middle of a step, or a code might change between making and typing it.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Math.floor(Date.now() / 30_000) * 30_000 + 15_000 })
})
afterAll(() => {
  vi.useRealTimers()
})

beforeEach(async () => {
  await getDb().user.deleteMany()
  await getDb().signInFailure.deleteMany()
})

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll(' ', '')].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
const stepNow = () => Math.floor(Date.now() / 30_000)

async function call(handler: RouteHandler, sessionId: SessionId, body?: unknown) {
  const answer = await handler(
    new Request('http://draw.example.org/api', {
      method: handler === getRoute ? 'GET' : 'POST',
      headers: { cookie: await sessionCookie(sessionId), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
    { params: {} },
  )
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}

const signIn = (user: TestUser, code: string | null = null) =>
  startSession({ email: user.email, password: user.password, code, remember: false, userAgent: 'test', address: null })
const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    (id) => (id ? 'in' : 'refused'),
    (error) => error.code,
  )

/** Somebody with the factor on; the code of the step before now is used up. */
async function enrolled() {
  const user = await insertUser()
  const sessionId = (await signIn(user))!
  const { key } = (await call(beginRoute, sessionId)).body
  const secret = fromBase32(key)
  const confirmed = await call(confirmRoute, sessionId, { code: computeTotp(secret, stepNow() - 1) })
  expect(confirmed.status).toBe(200)
  return { user, sessionId, secret, codes: confirmed.body.codes as string[] }
}

const grow = (sessionId: SessionId, minutes: number) =>
  getDb()
    .$executeRaw`UPDATE sessions SET confirmed_at = now() - make_interval(mins => ${minutes}::int) WHERE id = ${sessionId}`

describe('two-step sign-in', () => {
  it('is on once a code of the app was typed, which ends the other sessions', async () => {
    const user = await insertUser()
    const [other, sessionId] = [(await signIn(user))!, (await signIn(user))!]
    const { body } = await call(beginRoute, sessionId)
    expect(body.uri).toContain(`otpauth://totp/AutoGraph:${encodeURIComponent(user.email)}?secret=`)
    expect(body.qrSvg).toMatch(/^<svg/)
    expect(await outcome(signIn(user))).toBe('in')
    expect((await call(confirmRoute, sessionId, { code: '000000' })).body.errors).toMatchObject([{ path: 'code' }])
    await call(confirmRoute, sessionId, { code: computeTotp(fromBase32(body.key), stepNow()) })
    expect((await call(getRoute, sessionId)).body).toMatchObject({ totp: {}, backupCodesLeft: 10 })
    expect(await findActor({ cookie: await sessionCookie(other) })).toEqual({ type: 'anonymous' })
    expect((await call(beginRoute, sessionId)).status).toBe(409)
  })

  it('is on for a sign-in that was under way too', async () => {
    const user = await insertUser()
    const sessionId = (await signIn(user))!
    const { key } = (await call(beginRoute, sessionId)).body
    const { confirmed, signedIn } = await getDb().$transaction(async (tx) => {
      await lockUser(tx, user.id)
      const confirming = call(confirmRoute, sessionId, { code: computeTotp(fromBase32(key), stepNow()) })
      await waitUntilBlocked()
      const signingIn = outcome(signIn(user))
      await waitUntilBlocked(2)
      return { confirmed: () => confirming, signedIn: () => signingIn }
    })
    expect((await confirmed()).status).toBe(200)
    expect(await signedIn()).toBe('unauthenticated')
  })

  it('asks for a code only whom the password is right of, and takes each once', async () => {
    const { user, secret } = await enrolled()
    expect(await outcome(signIn(user))).toBe('unauthenticated')
    expect(await outcome(signIn({ ...user, password: 'wrong' }))).toBe('refused')
    const code = computeTotp(secret, stepNow())
    expect(await outcome(signIn({ ...user, password: 'wrong' }, code))).toBe('refused')
    const both = await Promise.all([outcome(signIn(user, code)), outcome(signIn(user, code))])
    expect(both.sort()).toEqual(['in', 'refused'])
    expect(await outcome(signIn(user, computeTotp(secret, stepNow() - 1)))).toBe('refused')
  })

  it('limits guesses of codes, also between requests without one', async () => {
    const { user } = await enrolled()
    for (let n = 0; n < 5; n++) {
      expect(await outcome(signIn(user, '000000'))).toBe('refused')
      expect(await outcome(signIn(user))).toBe(n < 4 ? 'unauthenticated' : 'rate_limited')
    }
    clock.ms += 15 * 60_000
    expect(await getDb().signInFailure.findMany()).toMatchObject([{ failures: 5 }])
  })

  it('takes each backup code once, as it was shown or typed otherwise', async () => {
    const { user, codes, sessionId } = await enrolled()
    const [first = '', second = ''] = codes
    expect(first).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/)
    expect(await Promise.all([outcome(signIn(user, first)), outcome(signIn(user, first))])).toEqual(
      expect.arrayContaining(['in', 'refused']),
    )
    expect(await outcome(signIn(user, ` ${second.toUpperCase().replaceAll('-', ' ')} `))).toBe('in')
    expect((await call(getRoute, sessionId)).body.backupCodesLeft).toBe(8)
    const { codes: renewed } = (await call(renewRoute, sessionId)).body
    expect([await outcome(signIn(user, codes[2])), await outcome(signIn(user, renewed[2]))]).toEqual(['refused', 'in'])
  })

  it('keeps neither the secret nor a code where the database shows it', async () => {
    const { secret, codes } = await enrolled()
    const rows = JSON.stringify([
      await getDb().$queryRaw`SELECT sealed_secret FROM second_factors`,
      await getDb().backupCode.findMany(),
    ])
    for (const text of [secret.toString('base64url'), secret.toString('hex'), ...codes])
      expect(rows).not.toContain(text)
  })
})

it('an admin turns it off for who has lost everything, and nobody else does', async () => {
  const { user } = await enrolled()
  const admin = await insertUser({ role: 'admin' })
  const reset = async (by: TestUser) => (await call(resetRoute, (await signIn(by))!, { email: user.email })).status
  expect([await reset(await insertUser()), await reset(admin), await reset(admin)]).toEqual([404, 204, 404])
  expect(await outcome(signIn(user))).toBe('in')
})

describe('a fresh proof', () => {
  it('is asked for after ten minutes, and is the password', async () => {
    const user = await insertUser()
    const sessionId = (await signIn(user))!
    await grow(sessionId, 11)
    const refused = await call(beginRoute, sessionId)
    expect([refused.status, refused.body.errors[0].code]).toEqual([403, 'confirm'])
    expect((await call(stepUpRoute, sessionId, { password: 'wrong' })).body.errors).toMatchObject([
      { path: 'password' },
    ])
    expect((await call(stepUpRoute, sessionId, { password: user.password })).status).toBe(204)
    expect((await call(beginRoute, sessionId)).status).toBe(201)
  })

  it('is a code where there is a second factor: the password is not enough', async () => {
    const { user, sessionId, secret } = await enrolled()
    await grow(sessionId, 11)
    expect((await call(disableRoute, sessionId)).status).toBe(403)
    expect((await call(stepUpRoute, sessionId, { password: user.password })).body.errors).toMatchObject([
      { path: 'code' },
    ])
    expect((await call(stepUpRoute, sessionId, { code: computeTotp(secret, stepNow()) })).status).toBe(204)
    expect((await call(disableRoute, sessionId)).status).toBe(204)
    expect(await outcome(signIn(user))).toBe('in')
    expect((await call(renewRoute, sessionId)).status).toBe(409)
  })

  it('belongs to one session', async () => {
    const user = await insertUser()
    const [one, other] = [(await signIn(user))!, (await signIn(user))!]
    await grow(one, 11)
    const proved = async (id: SessionId) =>
      outcome(requireStepUp(await findActor({ cookie: await sessionCookie(id) })).then(() => true))
    expect([await proved(one), await proved(other)]).toEqual(['forbidden', 'in'])
  })
})
