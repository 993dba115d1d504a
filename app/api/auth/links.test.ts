// Long because one database and one mail server serve all of one subject: what links in mails do.
import { beforeEach, describe, expect, it } from 'vitest'
import { minuteMs } from '@/lib/core/time'
import { findActor } from '@/lib/features/auth/find-actor'
import { startSession } from '@/lib/features/auth/start-session'
import type { RouteHandler } from '@/lib/http/route'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { insertSession, insertUser, type TestUser } from '@/lib/testing/factories'
import { useLetters } from '@/lib/testing/letters'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { POST as changeEmailRoute } from '../account/email/route'
import { DELETE as withdrawRoute } from '../admin/account-links/[linkId]/route'
import { POST as showRoute } from '../admin/account-links/[linkId]/show/route'
import { GET as listRoute } from '../admin/account-links/route'
import { POST as inviteRoute } from '../admin/invitations/route'
import { POST as confirmRoute } from './email/confirm/route'
import { POST as verifyRoute } from './email/verify/route'
import { POST as acceptRoute } from './invitations/accept/route'
import { POST as readRoute } from './links/read/route'
import { POST as forgotRoute } from './password/forgot/route'
import { POST as resetRoute } from './password/reset/route'
import { POST as registerRoute } from './register/route'
import { POST as unlockRoute } from './unlock/route'

useDatabase()
const clock = useTestKv()
const letters = useLetters()

const password = 'slow kettle under nine bridges'
const over = [422, 'invalid_input']

beforeEach(async () => {
  await getDb().user.deleteMany()
  await getDb().signInFailure.deleteMany()
})

const post = (handler: RouteHandler, body: unknown, as: TestUser | null = null, params = {}) =>
  callRoute(handler, { method: 'POST', body, as, params })
const signIn = async (email: string, given: string, userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0') =>
  (await startSession({ email, password: given, remember: false, userAgent, address: null })) !== null

/** What a request answers, without what is random. */
async function readAnswer(answer: Response): Promise<unknown> {
  const text = await answer.text()
  return [answer.status, text.replaceAll(/[\w.]+@example\.org/g, 'E-MAIL')]
}

describe('an account', () => {
  const newcomer = { email: 'new@example.org', password, name: 'New' }

  it('begins once its mailbox is confirmed, by the link alone, once', async () => {
    await insertUser()
    const asked = await post(registerRoute, newcomer)
    expect([asked.status, await asked.json()]).toEqual([
      201,
      { next: 'confirm_email', email: newcomer.email, name: 'New' },
    ])
    expect(await signIn(newcomer.email, password)).toBe(false)
    const { token, to, text } = await letters.next(/Confirm your e-mail/)
    expect(to).toBe(newcomer.email)
    expect(text).not.toContain(password)
    expect((await getDb().accountLink.findFirstOrThrow()).tokenHashes.join()).not.toContain(token)
    expect(await (await post(readRoute, { token })).json()).toMatchObject({
      purpose: 'register',
      email: newcomer.email,
    })
    const answers = await Promise.all([1, 2, 3].map(() => post(verifyRoute, { token })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
    expect(await signIn(newcomer.email, password)).toBe(true)
    expect(await getDb().user.findUnique({ where: { email: newcomer.email } })).toMatchObject({
      role: 'editor',
      emailVerifiedAt: expect.any(Date),
    })
  })

  it('is not asked for by another, whatever they put in: each link has the password of its own request', async () => {
    await insertUser()
    await post(registerRoute, newcomer)
    const own = await letters.next(/Confirm/)
    await post(registerRoute, { ...newcomer, password: 'the thief waits in the reeds' })
    await letters.next(/Confirm/)
    expect((await post(verifyRoute, { token: own.token })).status).toBe(200)
    expect(await signIn(newcomer.email, 'the thief waits in the reeds')).toBe(false)
    expect(await signIn(newcomer.email, password)).toBe(true)
  })

  it('that is there already is told of to its mailbox only, and at most once an hour', async () => {
    const { email } = await insertUser()
    const answers = [
      await post(registerRoute, { ...newcomer, email }),
      await post(registerRoute, newcomer),
      await post(registerRoute, { ...newcomer, email }),
    ]
    const [taken, free, again] = await Promise.all(answers.map(readAnswer))
    expect(taken).toEqual(free)
    expect(again).toEqual(free)
    await letters.settled()
    expect(
      letters
        .all()
        .map(({ to, subject }) => [to, subject])
        .sort(),
    ).toEqual(
      [
        [email, 'You have an account already'],
        [newcomer.email, 'Confirm your e-mail address'],
      ].sort(),
    )
  })

  it('needs no mail when it is the first, nor where no mail server is set up', async () => {
    expect(await (await post(registerRoute, newcomer)).json()).toMatchObject({ next: 'sign_in', role: 'admin' })
    letters.withoutMailServer()
    const second = { ...newcomer, email: 'second@example.org' }
    expect(await (await post(registerRoute, second)).json()).toMatchObject({ next: 'sign_in', role: 'editor' })
    expect(await readRefusal(await post(registerRoute, second))).toEqual([409, 'conflict'])
  })

  it('gets five mails an hour, however often somebody asks', async () => {
    await insertUser()
    for (let n = 0; n < 8; n++) await post(registerRoute, newcomer)
    await letters.settled()
    expect(letters.all().length).toBeLessThanOrEqual(5)
  })
})

describe('a forgotten password', () => {
  const forgot = (email: string) => post(forgotRoute, { email })

  it('is replaced by a link of our own address, whatever host was asked, and ends every session', async () => {
    const user = await insertUser()
    const session = await insertSession({ userId: user.id })
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    await callRoute(forgotRoute, { method: 'POST', body: { email: user.email.toUpperCase() }, headers })
    const { token, url, text } = await letters.next(/Choose a new password/, user.email)
    expect(url).toBe(`http://localhost:3000/reset#${token}`)
    expect(text).not.toContain('evil')
    expect(await (await post(resetRoute, { token, newPassword: password })).json()).toEqual({ email: user.email })
    expect(await findActor({ cookie: await sessionCookie(session.id) })).toEqual({ type: 'anonymous' })
    expect([await signIn(user.email, user.password), await signIn(user.email, password)]).toEqual([false, true])
    expect((await letters.next(/password was changed/)).to).toBe(user.email)
    expect(await readRefusal(await post(resetRoute, { token, newPassword: `${password} 2` }))).toEqual(over)
  })

  it('is answered alike for an address without an account, which gets no mail', async () => {
    const { email } = await insertUser()
    const [known, unknown] = [await forgot(email), await forgot('nobody@example.org')]
    expect(await readAnswer(known)).toEqual(await readAnswer(unknown))
    await letters.settled()
    expect(letters.all().map(({ to }) => to)).toEqual([email])
  })

  it('is asked for once in five minutes per mailbox', async () => {
    const { email } = await insertUser()
    await Promise.all(Array.from({ length: 5 }, () => forgot(email)))
    await letters.settled()
    // The five minutes may turn in between.
    expect(letters.all().length).toBeLessThanOrEqual(2)
  })

  it('is not replaced by one that may not be chosen, and the link stays good', async () => {
    const { email } = await insertUser()
    await forgot(email)
    const { token } = await letters.next(/Choose/)
    const refused = await post(resetRoute, { token, newPassword: 'short' })
    expect([refused.status, (await refused.json()).errors]).toMatchObject([422, [{ path: 'newPassword' }]])
    expect((await post(resetRoute, { token, newPassword: password })).status).toBe(200)
  })

  it.each([
    ['after an hour', `UPDATE account_links SET expires_at = now()`],
    ['once the account has another address', `UPDATE users SET email = 'other@example.org'`],
    ['once it was used', `UPDATE account_links SET used_at = now()`],
  ])('cannot be replaced %s', async (_, sql) => {
    const { email } = await insertUser()
    await forgot(email)
    const { token } = await letters.next(/Choose/)
    await getPool().query(sql)
    expect(await readRefusal(await post(resetRoute, { token, newPassword: password }))).toEqual(over)
    expect(await signIn(email, password)).toBe(false)
  })

  it('is not replaced by a link for something else, or of somebody else', async () => {
    await insertUser({ role: 'admin' })
    await post(registerRoute, { email: 'new@example.org', password, name: 'New' })
    const { token } = await letters.next(/Confirm/)
    expect(await readRefusal(await post(resetRoute, { token, newPassword: password }))).toEqual(over)
    expect(await readRefusal(await post(unlockRoute, { token }))).toEqual(over)
    expect(await readRefusal(await post(confirmRoute, { token }))).toEqual(over)
    expect(await readRefusal(await post(verifyRoute, { token: 'x'.repeat(43) }))).toEqual(over)
  })

  it('of two that use the link at once, one replaces it', async () => {
    const { email } = await insertUser()
    await forgot(email)
    const { token } = await letters.next(/Choose/)
    const tries = [1, 2].map((n) => post(resetRoute, { token, newPassword: `${password} ${n}` }))
    expect((await Promise.all(tries)).map(({ status }) => status).sort()).toEqual([200, 422])
  })

  it('is asked for again when the mail server was away, with a link that works', async () => {
    const { email } = await insertUser()
    let refusals = 0
    letters.server.take = () => {
      if (refusals++ === 0) throw new Error('later')
    }
    await forgot(email)
    const { token } = await letters.next(/Choose/)
    expect(refusals).toBe(2)
    expect((await post(resetRoute, { token, newPassword: password })).status).toBe(200)
  })
})

describe('a locked account', () => {
  it('is unlocked by the mail that it gets, and only then by its password', async () => {
    const user = await insertUser()
    for (let n = 0; n < 10; n++) {
      clock.ms += 15 * minuteMs
      expect(await signIn(user.email, 'wrong')).toBe(false)
    }
    clock.ms += 15 * minuteMs
    await expect(signIn(user.email, user.password)).rejects.toThrow(/link in the mail/)
    const { token } = await letters.next(/locked/)
    expect((await post(unlockRoute, { token })).status).toBe(200)
    expect(await signIn(user.email, user.password)).toBe(true)
    expect(await readRefusal(await post(unlockRoute, { token }))).toEqual(over)
  })
})

describe('another e-mail address', () => {
  const change = (as: TestUser | null, email: string) => post(changeEmailRoute, { email }, as)
  const emailOf = async ({ id }: TestUser) => (await getDb().user.findUniqueOrThrow({ where: { id } })).email

  it('is confirmed by both mailboxes, in either order', async () => {
    const user = await insertUser()
    expect(await (await change(user, 'next@example.org')).json()).toEqual({ email: user.email, state: 'waiting' })
    const [from, to] = [
      await letters.next(/Confirm the change/, user.email),
      await letters.next(/Confirm your new/, 'next@example.org'),
    ]
    expect(await (await post(confirmRoute, { token: to.token })).json()).toMatchObject({ state: 'waiting' })
    expect(await emailOf(user)).toBe(user.email)
    const done = await post(confirmRoute, { token: from.token })
    expect(await done.json()).toEqual({ email: 'next@example.org', state: 'changed' })
    expect(await emailOf(user)).toBe('next@example.org')
    expect((await letters.next(/another address/)).to).toBe(user.email)
    expect(await signIn('next@example.org', user.password)).toBe(true)
  })

  it('that belongs to an account is refused in its mailbox only', async () => {
    const [user, other] = [await insertUser(), await insertUser()]
    const [taken, free] = [await change(user, other.email), await change(user, 'free@example.org')]
    expect(await readAnswer(taken)).toEqual(await readAnswer(free))
    expect((await letters.next(/You have an account already/)).to).toBe(other.email)
  })

  it('needs a fresh proof of who asks, and a person', async () => {
    const user = await insertUser()
    const session = await insertSession({ userId: user.id })
    await getDb().session.updateMany({ data: { confirmedAt: new Date(Date.now() - 11 * minuteMs) } })
    const headers = { cookie: await sessionCookie(session.id) }
    const stale = await callRoute(changeEmailRoute, { method: 'POST', body: { email: 'next@example.org' }, headers })
    expect(await stale.json()).toMatchObject({ code: 'forbidden', errors: [{ code: 'confirm' }] })
    expect(await readRefusal(await change(null, 'next@example.org'))).toEqual([401, 'unauthenticated'])
    await letters.settled()
    expect(letters.all()).toEqual([])
  })

  it('is in force at once where no mail server is set up, unless it is taken', async () => {
    const [user, other] = [await insertUser(), await insertUser()]
    letters.withoutMailServer()
    expect(await readRefusal(await change(user, other.email))).toEqual([409, 'conflict'])
    expect(await (await change(user, 'next@example.org')).json()).toMatchObject({ state: 'changed' })
    expect(await emailOf(user)).toBe('next@example.org')
  })
})

describe('a new device', () => {
  it('is told of once, and the first one not', async () => {
    const { email, password: given } = await insertUser()
    const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1'
    await signIn(email, given)
    await signIn(email, given)
    await signIn(email, given, phone)
    await signIn(email, given, phone)
    const { text } = await letters.next(/New sign-in/, email)
    expect(text).toContain('Safari on iPhone')
    await letters.settled()
    expect(letters.all()).toEqual([])
  })
})

describe('an admin', () => {
  const show = async (admin: TestUser, linkId: string) =>
    await (await post(showRoute, undefined, admin, { linkId })).json()
  const list = async (admin: TestUser) => await (await callRoute(listRoute, { as: admin })).json()

  it('invites somebody, who chooses a name and a password', async () => {
    const admin = await insertUser({ role: 'admin' })
    expect((await post(inviteRoute, { email: 'guest@example.org', role: 'viewer' }, admin)).status).toBe(201)
    const { token } = await letters.next(/invited/, 'guest@example.org')
    expect((await post(acceptRoute, { token, name: 'Guest', password })).status).toBe(201)
    expect(await getDb().user.findUnique({ where: { email: 'guest@example.org' } })).toMatchObject({ role: 'viewer' })
    expect(await signIn('guest@example.org', password)).toBe(true)
    expect(await readRefusal(await post(acceptRoute, { token, name: 'Guest', password }))).toEqual(over)
    const again = await post(inviteRoute, { email: 'guest@example.org', role: 'viewer' }, admin)
    expect(await readRefusal(again)).toEqual([409, 'conflict'])
  })

  it('withdraws an invitation; a newer one replaces it', async () => {
    const admin = await insertUser({ role: 'admin' })
    const invite = async () => (await post(inviteRoute, { email: 'guest@example.org', role: 'editor' }, admin)).json()
    await invite()
    const first = await letters.next(/invited/)
    const { id } = await invite()
    const second = await letters.next(/invited/)
    expect(await readRefusal(await post(readRoute, { token: first.token }))).toEqual(over)
    expect((await callRoute(withdrawRoute, { method: 'DELETE', as: admin, params: { linkId: id } })).status).toBe(204)
    expect(await readRefusal(await post(readRoute, { token: second.token }))).toEqual(over)
  })

  it('sees the link that nobody mailed, and hands it over', async () => {
    const admin = await insertUser({ role: 'admin' })
    const user = await insertUser()
    letters.withoutMailServer()
    await post(forgotRoute, { email: user.email })
    await letters.settled()
    const { items, mail } = await list(admin)
    expect([items, mail]).toMatchObject([[{ purpose: 'reset_password', email: user.email, given: false }], false])
    const { url } = await show(admin, items[0].id)
    const token = url.split('#')[1]
    expect(url).toBe(`http://localhost:3000/reset#${token}`)
    expect((await post(resetRoute, { token, newPassword: password })).status).toBe(200)
    expect((await list(admin)).items).toEqual([])
    expect(letters.all()).toEqual([])
  })

  it('is the only one who invites, lists, shows and withdraws', async () => {
    const [admin, editor] = [await insertUser({ role: 'admin' }), await insertUser()]
    const { id: linkId } = await (await post(inviteRoute, { email: 'guest@example.org', role: 'editor' }, admin)).json()
    const body = { email: 'friend@example.org', role: 'admin' }
    for (const [as, status] of [
      [editor, 404],
      [null, 401],
    ] as const) {
      const answers = [
        await post(inviteRoute, body, as),
        await callRoute(listRoute, { as }),
        await post(showRoute, undefined, as, { linkId }),
        await callRoute(withdrawRoute, { method: 'DELETE', as, params: { linkId } }),
      ]
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status])
    }
    expect((await list(admin)).items).toHaveLength(1)
  })
})
