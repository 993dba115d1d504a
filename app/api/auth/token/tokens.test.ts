// Long because one database serves all of one subject: tokens of programs, and what thieves try with them.
import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { hourMs, secondMs } from '@/lib/core/time'
import { findActor } from '@/lib/features/auth/find-actor'
import { signAccessToken } from '@/lib/features/tokens/sign-access-token'
import { getSigningKey } from '@/lib/features/tokens/signing-keys'
import { createProcessMessages } from '@/lib/platform/db/notify'
import { getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { forget } from '@/lib/platform/remember'
import { callRoute, readRefusal } from '@/lib/testing/call-route'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertDiagram, insertSession, insertUser, type TestUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useSync } from '@/lib/testing/sync-fixture'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { waitFor } from '@/lib/testing/wait-for'
import { DELETE as revokeSession } from '../../account/sessions/[sessionId]/route'
import { GET as listDiagrams } from '../../diagrams/route'
import { GET as jwksRoute } from '../jwks/route'
import { POST as refreshRoute } from './refresh/route'
import { POST as tokenRoute } from './route'

useDatabase()
useTestKv()
const sync = useSync()

beforeEach(async () => {
  await getDb().diagram.deleteMany()
  await getDb().user.deleteMany()
})

interface Pair {
  accessToken: string
  refreshToken: string
}

const askToken = (user: Pick<TestUser, 'email' | 'password'>) =>
  callRoute(tokenRoute, { method: 'POST', body: { email: user.email, password: user.password } })
const signIn = async (user: TestUser): Promise<Pair> => (await askToken(user)).json()
const refresh = (refreshToken: string) => callRoute(refreshRoute, { method: 'POST', body: { refreshToken } })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const statusWith = async (token: string) => (await callRoute(listDiagrams, { headers: bearer(token) })).status

describe('a program', () => {
  it('signs in, and its access token says who and by which session, for an hour', async () => {
    const user = await insertUser()
    const answer = await askToken(user)
    const pair = await answer.json()
    expect([answer.status, Object.keys(pair).sort(), pair.expiresIn]).toEqual([
      200,
      ['accessToken', 'expiresIn', 'refreshToken'],
      3_600,
    ])
    const session = await getDb().session.findFirstOrThrow()
    const { iat = 0, exp = 0, ...claims } = decodeJwt(pair.accessToken)
    expect(claims).toMatchObject({ sub: user.id, email: user.email, roles: ['editor'], sid: session.id })
    expect([exp - iat, session.kind]).toEqual([3_600, 'program'])
    expect(await findActor(bearer(pair.accessToken))).toMatchObject({
      type: 'user',
      id: user.id,
      sessionId: session.id,
    })
    expect(await statusWith(pair.accessToken)).toBe(200)
  })

  it('is refused alike for a wrong password and an unknown address, and both count', async () => {
    const { email } = await insertUser()
    const answers = await Promise.all(
      [email, 'nobody@example.org'].map((one) => askToken({ email: one, password: 'wrong' })),
    )
    expect(await Promise.all(answers.map(readRefusal))).toEqual([
      [401, 'unauthenticated'],
      [401, 'unauthenticated'],
    ])
    for (let n = 0; n < 4; n++) await askToken({ email, password: 'wrong' })
    expect(await readRefusal(await askToken({ email, password: 'correct horse battery' }))).toEqual([
      429,
      'rate_limited',
    ])
  })

  it('ends with its session, and so do its live connections, within a second', async () => {
    const user = await insertUser()
    const { accessToken, refreshToken } = await signIn(user)
    const { id: diagramId } = await insertDiagram({ ownerId: user.id })
    const messages = createProcessMessages()
    const server = await sync.startServer({ findActor, messages })
    await waitFor('to listen', () => messages.listeningSinceMs)
    const headers = { cookie: '', ...bearer(accessToken) }
    const client = sync.connect({ server, diagramId, userId: user.id }, { headers })
    await client.untilConnected()
    const { id } = await getDb().session.findFirstOrThrow()
    const revoked = await callRoute(revokeSession, { as: user, method: 'DELETE', params: { sessionId: id } })
    const startMs = performance.now()
    expect(revoked.status).toBe(204)
    await waitFor('the end', () => client.socket.closes.length > 0)
    expect(client.socket.closes).toMatchObject([{ code: 4401 }])
    expect(performance.now() - startMs).toBeLessThan(1_000)
    expect(await statusWith(accessToken)).toBe(401)
    expect((await refresh(refreshToken)).status).toBe(401)
  })

  it('has sessions of its own number: it signs nobody out of a browser', async () => {
    const user = await insertUser()
    const browser = await insertSession({ userId: user.id })
    const pairs: Pair[] = []
    for (let n = 0; n < 6; n++) pairs.push(await signIn(user))
    expect(await findActor({ cookie: await sessionCookie(browser.id) })).toMatchObject({ id: user.id })
    expect([await statusWith(pairs[0]!.accessToken), await statusWith(pairs[5]!.accessToken)]).toEqual([401, 200])
  })
})

describe('a refresh token', () => {
  it('works once; used again, it ends all that came of it', async () => {
    const first = await signIn(await insertUser())
    const second: Pair = await (await refresh(first.refreshToken)).json()
    const third: Pair = await (await refresh(second.refreshToken)).json()
    expect(await statusWith(third.accessToken)).toBe(200)
    expect(await readRefusal(await refresh(first.refreshToken))).toEqual([401, 'unauthenticated'])
    expect([await statusWith(third.accessToken), (await refresh(third.refreshToken)).status]).toEqual([401, 401])
  })

  it('of many at once one gets the next pair, and the session is over', async () => {
    const { refreshToken } = await signIn(await insertUser())
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(refreshToken)))
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect(await getDb().session.findFirstOrThrow()).toMatchObject({ revokedAt: expect.any(Date) })
  })

  it('is stored as a hash, and ends with the 30 days of its sign-in', async () => {
    const { refreshToken } = await signIn(await insertUser())
    expect(JSON.stringify(await getDb().refreshToken.findMany())).not.toContain(refreshToken)
    await getPool().query('UPDATE sessions SET expires_at = now()')
    expect((await refresh(refreshToken)).status).toBe(401)
  })

  it('ends nobody else’s session when it is made up', async () => {
    const { accessToken } = await signIn(await insertUser())
    expect((await refresh(`agr_${'x'.repeat(43)}`)).status).toBe(401)
    expect(await statusWith(accessToken)).toBe(200)
  })

  it('is not kept for a repeat of the request', async () => {
    const { refreshToken } = await signIn(await insertUser())
    const headers = { 'idempotency-key': 'refresh-once' }
    const ask = () => callRoute(refreshRoute, { method: 'POST', body: { refreshToken }, headers })
    const [first, again] = [await ask(), await ask()]
    expect([first.status, again.status]).toEqual([200, 409])
    expect(await again.text()).not.toContain('agr_')
  })
})

describe('an access token', () => {
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const readParts = (token: string) => ({ header: decodeProtectedHeader(token), claims: decodeJwt(token) })

  it.each<[string, (token: string) => Promise<string> | string]>([
    [
      'without a signature',
      (token) => `${base64({ ...readParts(token).header, alg: 'none' })}.${token.split('.')[1]}.`,
    ],
    [
      'signed with our public key as a secret',
      async (token) => {
        const { keys } = await (await callRoute(jwksRoute)).json()
        const head = `${base64({ ...readParts(token).header, alg: 'HS256' })}.${token.split('.')[1]}`
        return `${head}.${createHmac('sha256', keys[0].x).update(head).digest('base64url')}`
      },
    ],
    [
      'signed with another algorithm',
      (token) => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
        const head = `${base64({ ...readParts(token).header, alg: 'RS256' })}.${token.split('.')[1]}`
        return `${head}.${sign('sha256', Buffer.from(head), createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }))).toString('base64url')}`
      },
    ],
    [
      'signed with another key of that name',
      (token) => {
        const { privateKey } = generateKeyPairSync('ed25519')
        const head = token.split('.').slice(0, 2).join('.')
        return `${head}.${sign(null, Buffer.from(head), privateKey).toString('base64url')}`
      },
    ],
    [
      'of a key that there is not',
      (token) => token.replace(/^[^.]+/, base64({ ...readParts(token).header, kid: 'x' })),
    ],
    [
      'whose claims were changed',
      (token) => {
        const [head, , tail] = token.split('.')
        return `${head}.${base64({ ...readParts(token).claims, sub: 'x'.repeat(20) })}.${tail}`
      },
    ],
    ['that is cut off', (token) => token.slice(0, -4)],
  ])('%s is worth nothing', async (_, forge) => {
    const { accessToken } = await signIn(await insertUser())
    const forged = await forge(accessToken)
    expect(forged).not.toBe(accessToken)
    expect(await findActor(bearer(forged))).toEqual({ type: 'anonymous' })
  })

  it.each([
    ['that is over', { exp: -1 }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for somebody else', { aud: 'https://evil.example' }],
    ['of another kind', { typ: 'JWT' }],
    ['of somebody else’s session', { sub: 'x'.repeat(20) }],
  ])('%s is worth nothing, though we have signed it', async (_, given: Record<string, string | number>) => {
    const user = await insertUser()
    const { id: sid } = await insertSession({ userId: user.id })
    const { kid, privateKey } = await getSigningKey()
    const good = { iss: 'http://localhost:3000', aud: 'http://localhost:3000', typ: 'at+jwt', sub: user.id, exp: 60 }
    const make = async ({ iss, aud, typ, sub, exp }: typeof good) =>
      await new SignJWT({ sid, iss, aud, sub, exp: Math.floor(Date.now() / secondMs) + exp })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ })
        .sign(privateKey)
    expect(await findActor(bearer(await make(good)))).toMatchObject({ id: user.id })
    expect(await findActor(bearer(await make({ ...good, ...given })))).toEqual({ type: 'anonymous' })
  })

  it('is not taken for a cookie, and next to one it is what counts', async () => {
    const [user, other] = [await insertUser(), await insertUser()]
    const { accessToken } = await signIn(user)
    const cookie = await sessionCookie((await insertSession({ userId: other.id })).id)
    expect(await findActor({ cookie: `next-auth.session-token=${accessToken}` })).toEqual({ type: 'anonymous' })
    expect(await findActor({ cookie, ...bearer(accessToken) })).toMatchObject({ id: user.id })
    expect(await findActor({ cookie, ...bearer('nonsense') })).toEqual({ type: 'anonymous' })
  })
})

describe('the keys that sign', () => {
  const kidOf = (token: string) => decodeProtectedHeader(token).kid
  const sessionActor = async () => {
    const user = await insertUser()
    const { id: sessionId } = await insertSession({ userId: user.id })
    return { ...actorFor(user), sessionId }
  }
  /** As another process, which knows nothing yet. */
  const forgetKeys = () => forget('tokens.signing-keys')
  const readKids = async () => {
    const { keys } = await (await callRoute(jwksRoute)).json()
    return keys.map(({ kid }: { kid: string }) => kid)
  }

  it('are published without their private half, and stored encrypted', async () => {
    await signAccessToken(await sessionActor())
    const { keys } = await (await callRoute(jwksRoute)).json()
    expect(keys).toEqual([
      { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' },
    ])
    expect(JSON.stringify(await getDb().signingKey.findMany())).not.toMatch(/"d"|\\"d\\"/)
  })

  it('change after 30 days; what the old one has signed stays good until it is over', async () => {
    const actor = await sessionActor()
    const old = await signAccessToken(actor)
    await getPool().query(`UPDATE signing_keys SET created_at = now() - interval '30 days'`)
    forgetKeys()
    const fresh = await signAccessToken(actor)
    expect(kidOf(fresh)).not.toBe(kidOf(old))
    expect((await readKids()).sort()).toEqual([kidOf(old), kidOf(fresh)].sort())
    forget('tokens.verified')
    for (const token of [old, fresh]) expect(await findActor(bearer(token))).toMatchObject({ id: actor.id })
    await getPool().query(`UPDATE signing_keys SET created_at = created_at - interval '2 hours' WHERE id = $1`, [
      kidOf(old),
    ])
    forgetKeys()
    forget('tokens.verified')
    expect(await findActor(bearer(old))).toEqual({ type: 'anonymous' })
  })

  it('are one, however many processes need the first at once', async () => {
    await getDb().signingKey.deleteMany()
    forgetKeys()
    const actor = await sessionActor()
    const tokens = await Promise.all(Array.from({ length: 5 }, () => signAccessToken(actor)))
    expect(new Set(tokens.map(kidOf)).size).toBe(1)
    expect(await getDb().signingKey.count()).toBe(1)
  })

  it('of another AUTH_SECRET sign no more, and what they have signed stays good', async () => {
    const actor = await sessionActor()
    const old = await signAccessToken(actor)
    await getPool().query(`UPDATE signing_keys SET sealed_private = 'v1.AAAA'`)
    forgetKeys()
    forget('tokens.verified')
    expect(kidOf(await signAccessToken(actor))).not.toBe(kidOf(old))
    expect(await findActor(bearer(old))).toMatchObject({ id: actor.id })
  })
})

it('a check that was made is not made again until the token is over', async () => {
  const { accessToken } = await signIn(await insertUser())
  await findActor(bearer(accessToken))
  await getDb().signingKey.deleteMany()
  forget('tokens.signing-keys')
  expect(await findActor(bearer(accessToken))).toMatchObject({ type: 'user' })
  expect(decodeJwt(accessToken).exp).toBeGreaterThan(Date.now() / secondMs + hourMs / secondMs - 60)
})
