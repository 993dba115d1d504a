import { hash } from '@node-rs/argon2'
import { hash as hashBcrypt } from '@node-rs/bcrypt'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '@/lib/platform/db/prisma'
import type { OutboxTransaction } from '@/lib/platform/outbox/enqueue'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { insertSession, insertUser } from '@/lib/testing/factories'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { waitUntilBlocked } from '@/lib/testing/wait-until-blocked'
import { lockUser } from './deletion/repo-deletions'
import { argon2Cost } from './pure/find-password-scheme'
import { startSession } from './start-session'

useDatabase()
useTestKv()

beforeEach(async () => {
  await getDb().user.deleteMany()
  forget('auth.imported')
})

const password = 'short'
const today = /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/

const signIn = (email: string, given = password) =>
  startSession({ email, password: given, remember: false, userAgent: 'test', address: null })

async function insertWithHash(passwordHash: string) {
  const user = await insertUser()
  await getDb().user.update({ where: { id: user.id }, data: { passwordHash } })
  return user
}

const findHash = async (id: string) => (await getDb().user.findUniqueOrThrow({ where: { id } })).passwordHash

// Comparing by bcrypt takes 0.3 s of a processor that is free.
describe('an account that came with a hash by bcrypt', { timeout: 60_000 }, () => {
  it('signs in with a password that could not be chosen today, and has a hash of today from then on', async () => {
    const { id, email } = await insertWithHash(await hashBcrypt(password, 4))
    expect(await signIn(email, 'wrong')).toBeNull()
    expect(await findHash(id)).toMatch(/^\$2[by]\$04\$/)
    expect(await signIn(email)).not.toBeNull()
    expect(await findHash(id)).toMatch(today)
    expect(await signIn(email)).not.toBeNull()
    expect(await signIn(email, 'wrong')).toBeNull()
  })

  it('does not open the others to its password', async () => {
    await insertWithHash(await hashBcrypt(password, 4))
    const other = await insertWithHash(await hash('another', { memoryCost: 64, timeCost: 1 }))
    expect(await signIn(other.email)).toBeNull()
    expect(await signIn('nobody@example.org')).toBeNull()
    expect(await signIn(other.email, 'another')).not.toBeNull()
  })
})

describe('a hash of another cost', () => {
  it('becomes one of today at the next sign-in', async () => {
    const { id, email } = await insertWithHash(await hash(password, { memoryCost: 19 * 1024, timeCost: 2 }))
    expect(await signIn(email)).not.toBeNull()
    expect(await findHash(id)).toMatch(today)
  })

  it('stays when it is one of today', async () => {
    const { id, email } = await insertWithHash(await hash(password, { memoryCost: 64 * 1024, timeCost: 3 }))
    const before = await findHash(id)
    expect(await signIn(email)).not.toBeNull()
    expect(await findHash(id)).toBe(before)
  })
})

it.each(['', 'plain text', `$2b$31$${'a'.repeat(53)}`])('nobody signs in by %j in place of a hash', async (stored) => {
  const { email } = await insertWithHash(stored)
  expect(await signIn(email, stored)).toBeNull()
})

describe('sessions of one person', () => {
  const isActive = async (id: string) => (await getDb().session.findUniqueOrThrow({ where: { id } })).revokedAt === null

  it('are five at most: the oldest ends, and of nobody else', async () => {
    const [ann, bob] = [await insertUser({ password }), await insertUser({ password })]
    const bobs = await signIn(bob.email)
    const anns: (string | null)[] = []
    for (let n = 0; n < 6; n++) anns.push(await signIn(ann.email))
    const active = await Promise.all([bobs, ...anns].map((id) => isActive(id ?? '')))
    expect(active).toEqual([true, false, true, true, true, true, true])
  })

  it('are five of each kind, and those that have expired are cleared away', async () => {
    const { id: userId, email } = await insertUser({ password })
    const expired = await insertSession({ userId, expiresAt: new Date(Date.now() - 1_000) })
    const browser = await signIn(email)
    const given = { email, password, remember: false, userAgent: 'test', address: null }
    for (let n = 0; n < 5; n++) await startSession({ ...given, kind: 'program' })
    expect(await isActive(browser ?? '')).toBe(true)
    expect(await getDb().session.findUnique({ where: { id: expired.id } })).toBeNull()
  })

  it('are five also when many sign in at once', async () => {
    const { email } = await insertUser({ password })
    const ids = await Promise.all(Array.from({ length: 8 }, () => signIn(email)))
    expect(ids).not.toContain(null)
    expect(await getDb().session.count({ where: { revokedAt: null } })).toBe(5)
  })
})

describe('what changes while the password is compared', () => {
  /** Signs in; holds it back between comparing and starting until `change` is made. */
  async function signInDuring(change: (tx: OutboxTransaction, userId: string) => Promise<unknown>) {
    const user = await insertUser({ password })
    const answer = await getDb().$transaction(async (tx) => {
      await lockUser(tx, user.id)
      const signingIn = signIn(user.email).catch((error) => error.code)
      await waitUntilBlocked()
      await change(tx, user.id)
      return () => signingIn
    })
    return { answer: await answer(), sessions: await getDb().session.count({ where: { userId: user.id } }) }
  }

  it.each([
    ['a new password', null, "UPDATE users SET password_hash = 'another' WHERE id = $1"],
    ['a suspension', 'forbidden', 'UPDATE users SET suspended_at = now() WHERE id = $1'],
    [
      'a second factor',
      'unauthenticated',
      "INSERT INTO second_factors (user_id, sealed_secret, last_step, confirmed_at) VALUES ($1, '', 0, now())",
    ],
    [
      'the end of the account',
      'forbidden',
      "INSERT INTO account_deletions (user_id, due_at) VALUES ($1, now() + interval '1 day')",
    ],
  ])('counts: %s', async (_, expected, change) => {
    const { answer, sessions } = await signInDuring((tx, id) => tx.$executeRawUnsafe(change, id))
    expect(answer).toBe(expected)
    expect(sessions).toBe(0)
  })
})

describe('the time that an answer takes', { timeout: 180_000 }, () => {
  const settings = { RATE_LIMIT_SIGN_IN_ACCOUNT: '0', RATE_LIMIT_SIGN_IN_IP: '0', SIGN_IN_LOCK_FAILURES: '1000000' }
  beforeAll(() => {
    Object.assign(process.env, settings)
    forget('env')
  })
  afterAll(() => {
    for (const name of Object.keys(settings)) delete process.env[name]
    forget('env')
  })

  const measure = async (email: string) => {
    const startedAt = performance.now()
    await signIn(email, 'wrong horse battery')
    return performance.now() - startedAt
  }
  const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

  it('does not tell whether there is such an account', async () => {
    const { email } = await insertWithHash(await hash(password, argon2Cost))
    const known: number[] = []
    const unknown: number[] = []
    const differ = () => Math.abs(median(unknown) / median(known) - 1)
    await measure('warm@example.org')
    // A busy machine needs more runs before its medians settle; what really differs never comes closer.
    for (let n = 0; n < 20 || (differ() >= 0.05 && n < 200); n++) {
      const pair = [known, unknown].map((times, i) => ({ times, email: i === 0 ? email : `nobody-${n}@example.org` }))
      for (const { times, email } of n % 2 === 0 ? pair : pair.reverse()) times.push(await measure(email))
    }
    expect(differ()).toBeLessThan(0.05)
  })
})
