/** What it costs to sign in beside the hash, whether failing tells who has an account, and to know who asks. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@/lib/boot/embedded-postgres/start-embedded-postgres'
import { startAdmission } from '@/lib/features/auth/admission/chosen-admission'
import { startSessionCache } from '@/lib/features/auth/events'
import { findActor } from '@/lib/features/auth/find-actor'
import { verifyPassword } from '@/lib/features/auth/password-hash'
import { createAccount } from '@/lib/features/auth/register-account'
import { startSession } from '@/lib/features/auth/start-session'
import { startProgramSession } from '@/lib/features/tokens/start-program-session'
import { verifyAccessToken } from '@/lib/features/tokens/verify-access-token'
import { migrate, readMigrations } from '@/lib/platform/db/migrate'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { closePool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { sessionCookie } from '@/lib/testing/sign-in'
import { waitFor } from '@/lib/testing/wait-for'
import { type BenchReport, computePercentile } from './report'

const account = { email: 'bench@example.org', password: 'slow kettle under nine bridges', name: 'Bench' }
const signIns = 60
const warmUp = 5
const checks = 2_000
const failures = 200

/** The one run that both sides are measured in: a real database, and nothing between it and the use cases. */
export async function bench(): Promise<BenchReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'autograph-bench-auth-'))
  const server = await startEmbeddedPostgres({ dataDir, maxConnections: 50 })
  Object.assign(process.env, {
    DATABASE_URL: server.url,
    AUTH_SECRET: 'a secret only of the benchmark, long enough',
    LOG_LEVEL: 'silent',
    // Failures are counted as ever, and nobody is kept out for them.
    SIGN_IN_LOCK_FAILURES: '100000',
    RATE_LIMIT_SIGN_IN_ACCOUNT: '100000',
  })
  await migrate({ url: server.url, migrations: await readMigrations('prisma/migrations') })
  const stopCache = startSessionCache()
  const stopAdmission = startAdmission()
  try {
    return await measure()
  } finally {
    await stopCache()
    await stopAdmission()
    await closePool()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function measure(): Promise<BenchReport> {
  await waitFor('to listen', () => getProcessMessages().listeningSinceMs)
  const { id } = await createAccount(account)
  const { passwordHash } = await getDb().user.findUniqueOrThrow({ where: { id } })
  const given = { ...account, remember: false, userAgent: 'bench', address: null }
  const hashMs: number[] = []
  const signInMs: number[] = []
  // In turn, so that whatever else the machine does hits both alike.
  for (let n = -warmUp; n < signIns; n++) {
    const hash = await time(() => verifyPassword(passwordHash, account.password))
    const signIn = await time(() => startSession(given))
    if (n < 0) continue
    hashMs.push(hash)
    signInMs.push(signIn)
  }
  const median = (values: number[]) => computePercentile(values, 0.5)
  const { known, unknown } = await failPairs(given)
  const { accessToken } = await startProgramSession({ ...account, userAgent: 'bench', address: null })
  const session = await startSession(given)
  if (!session) throw new Error('signing in did not work')
  const cookie = await sessionCookie(session)
  const tokenUs = await timeMany(() => verifyAccessToken(accessToken))
  const sessionUs = await timeMany(() => findActor({ cookie }))
  const bearerUs = await timeMany(() => findActor({ authorization: `Bearer ${accessToken}` }))
  const limit = (measure: string, ours: number, atMost: number) => ({
    measure,
    unit: 'µs',
    ours,
    peer: null,
    goal: { atMost },
  })
  console.log(`  ${(1_000 / median(signInMs)).toFixed(1)} sign-ins a second, one after the other`)
  return {
    name: 'auth',
    peer: 'the hash of the password alone, and limits',
    rows: [
      { measure: 'signing in', unit: 'ms', ours: median(signInMs), peer: median(hashMs), goal: { atMost: 1.15 } },
      {
        measure: 'failing with a known address, or an unknown one: the slower beside the faster',
        unit: 'ms',
        ours: Math.max(known, unknown),
        peer: Math.min(known, unknown),
        goal: { atMost: 1.05 },
      },
      limit('checking an access token', tokenUs, 50),
      limit('who a session cookie is of', sessionUs, 300),
      limit('who an access token is of', bearerUs, 300),
    ],
  }
}

/** The median of a wrong password for an account, and for an address that has none; in pairs, each first in turn. */
async function failPairs(given: Parameters<typeof startSession>[0]) {
  const people = { known: given, unknown: { ...given, email: 'nobody@example.org' } }
  const durations: Record<keyof typeof people, number[]> = { known: [], unknown: [] }
  for (let n = -warmUp; n < failures; n++) {
    const [first, second] = n % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
    for (const who of [first, second]) {
      const ms = await time(() => startSession({ ...people[who], password: 'not the password of anybody' }))
      if (n >= 0) durations[who].push(ms)
    }
  }
  return { known: computePercentile(durations.known, 0.5), unknown: computePercentile(durations.unknown, 0.5) }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}

/** The median of one, in microseconds, once it is warm. */
async function timeMany(work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 200; n++) await work()
  const durations: number[] = []
  for (let n = 0; n < checks; n++) durations.push((await time(work)) * 1_000)
  return computePercentile(durations, 0.5)
}
