import { encode } from 'next-auth/jwt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId, type SessionId } from '@/lib/core/ids'
import { minuteMs } from '@/lib/core/time'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertSession, insertUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { findActor } from './find-actor'
import { listSessions } from './list-sessions'
import { getAuthSecret } from './session-token'

useDatabase()

const anonymous = { type: 'anonymous' }
const signIn = async (given: Parameters<typeof insertSession>[0] = {}) => {
  const user = await insertUser()
  const session = await insertSession({ userId: user.id, ...given })
  return { user, session, cookie: await sessionCookie(session.id) }
}
const tokenFor = (token: Record<string, unknown>, secret = getAuthSecret(), maxAge?: number) =>
  encode({ token, secret, maxAge })

it('is the user whose session the cookie names', async () => {
  const { user, session, cookie } = await signIn()
  expect(await findActor({ cookie })).toEqual(actorFor(user, session.id))
  expect(await findActor({ cookie: `other=1; ${cookie}; more=2` })).toEqual(actorFor(user, session.id))
})

it('reads the name that cookies have over HTTPS, and prefers it', async () => {
  const { user, session, cookie } = await signIn()
  const secure = cookie.replace('next-auth', '__Host-next-auth')
  expect(await findActor({ cookie: secure })).toEqual(actorFor(user, session.id))
  expect(await findActor({ cookie: `${(await signIn()).cookie}; ${secure}` })).toMatchObject({ id: user.id })
})

describe('is nobody', () => {
  it.each<[string, () => Promise<string | null> | string | null]>([
    ['without a cookie', () => null],
    ['with an empty one', () => 'next-auth.session-token='],
    ['with nonsense', () => 'next-auth.session-token=nonsense'],
    ['with a huge one', () => `next-auth.session-token=${'e'.repeat(100_000)}`],
    ['when the session has expired', async () => (await signIn({ expiresAt: new Date(Date.now() - 1) })).cookie],
    ['when the session is revoked', async () => (await signIn({ revokedAt: new Date() })).cookie],
    ['when there is no such session', () => sessionCookie(newId<SessionId>())],
    [
      'when another secret made the token',
      async () =>
        `next-auth.session-token=${await tokenFor({ sid: (await insertSession()).id }, 'another secret of thirty-two letters')}`,
    ],
    [
      'when the token has expired',
      async () => `next-auth.session-token=${await tokenFor({ sid: (await insertSession()).id }, undefined, -60)}`,
    ],
    ['when the token names no session', async () => `next-auth.session-token=${await tokenFor({ sub: 'ann' })}`],
    ['when it names one oddly', async () => `next-auth.session-token=${await tokenFor({ sid: "' OR true --" })}`],
  ])('%s', async (_, cookie) => {
    expect(await findActor({ cookie: await cookie() })).toEqual(anonymous)
  })

  it('from the moment of revocation, although the token was seen before', async () => {
    const { session, cookie } = await signIn()
    expect(await findActor({ cookie })).toMatchObject({ type: 'user' })
    await getDb().session.update({ where: { id: session.id }, data: { revokedAt: new Date() } })
    expect(await findActor({ cookie })).toEqual(anonymous)
  })

  it('from the moment the account is gone', async () => {
    const { user, cookie } = await signIn()
    expect(await findActor({ cookie })).toMatchObject({ type: 'user' })
    await getDb().user.delete({ where: { id: user.id } })
    expect(await findActor({ cookie })).toEqual(anonymous)
  })

  it("with a bearer token, whatever the cookie says; a proxy's own Basic sign-in changes nothing", async () => {
    const { user, cookie } = await signIn()
    expect(await findActor({ cookie, authorization: 'Bearer ag_nothing' })).toEqual(anonymous)
    expect(await findActor({ cookie, authorization: 'Basic YTpi' })).toMatchObject({ id: user.id })
  })
})

it('notes when the session was last seen, once a minute', async () => {
  const { session, cookie } = await signIn({ lastSeenAt: new Date(Date.now() - 2 * minuteMs) })
  const lastSeen = async () =>
    (await getDb().session.findUniqueOrThrow({ where: { id: session.id } })).lastSeenAt.getTime()
  await findActor({ cookie })
  const first = await lastSeen()
  expect(Date.now() - first).toBeLessThan(minuteMs)
  await findActor({ cookie })
  expect(await lastSeen()).toBe(first)
})

it('sees a change of name or role at once', async () => {
  const { user, cookie } = await signIn()
  await findActor({ cookie })
  await getDb().user.update({ where: { id: user.id }, data: { name: 'New name', role: 'viewer' } })
  expect(await findActor({ cookie })).toMatchObject({ name: 'New name', role: 'viewer' })
})

describe('with SESSION_IDLE_MINUTES', () => {
  beforeEach(() => {
    process.env.SESSION_IDLE_MINUTES = '15'
    forget('env')
  })
  afterEach(() => {
    delete process.env.SESSION_IDLE_MINUTES
    forget('env')
  })
  const seen = async (minutes: number) => await signIn({ lastSeenAt: new Date(Date.now() - minutes * minuteMs) })

  it('is nobody after so long without use, and not before', async () => {
    expect(await findActor({ cookie: (await seen(16)).cookie })).toEqual(anonymous)
    const { user, cookie } = await seen(14)
    expect(await findActor({ cookie })).toMatchObject({ id: user.id })
  })

  it('lists no session that is over', async () => {
    const { user, session } = await seen(14)
    await insertSession({ userId: user.id, lastSeenAt: new Date(Date.now() - 16 * minuteMs) })
    expect(await listSessions({ actor: actorFor(user, session.id) })).toMatchObject({ items: [{ id: session.id }] })
  })
})
