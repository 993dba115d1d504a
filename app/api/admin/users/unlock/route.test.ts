import { beforeEach, describe, expect, it } from 'vitest'
import { hourMs, minuteMs } from '@/lib/core/time'
import { startSession } from '@/lib/features/auth/start-session'
import { getDb } from '@/lib/platform/db/prisma'
import { TestBrowser } from '@/lib/testing/browser'
import { useDatabase } from '@/lib/testing/database'
import { insertSession, insertUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { POST } from './route'

useDatabase()
const clock = useTestKv()

const email = 'ann@example.org'
const right = 'correct horse battery'

beforeEach(async () => {
  await getDb().user.deleteMany()
  await getDb().signInFailure.deleteMany()
})

const signIn = (password: string, to = email) =>
  startSession({ email: to, password, remember: false, userAgent: 'test', address: null }).then(
    (id) => (id ? 'signed in' : 'refused'),
    (error) => `${error.code}: ${error.message}`,
  )

/** As somebody with patience does: whoever has waited may try again. */
async function fail(times: number, to = email) {
  for (let n = 0; n < times; n++) {
    clock.ms += 15 * minuteMs
    expect(await signIn('wrong', to)).toBe('refused')
  }
  clock.ms += 15 * minuteMs
}

async function unlock(role: 'admin' | 'editor' | null, to = email) {
  const browser = new TestBrowser()
  if (role) {
    const { id } = await insertSession({ userId: (await insertUser({ role })).id })
    const [name = '', value = ''] = (await sessionCookie(id)).split('=')
    browser.cookies.set(name, value)
  }
  const init = { method: 'POST', body: JSON.stringify({ email: to }), headers: { 'content-type': 'application/json' } }
  return (await browser.call(POST, '/api/admin/users/unlock', init)).status
}

const locked = /^rate_limited: .* is locked for 24 hours/

describe('an account whose sign-in has failed ten times in a row', () => {
  it('is locked, also for the right password, until an admin unlocks it', async () => {
    await insertUser({ email })
    await fail(10)
    expect(await signIn(right)).toMatch(locked)
    expect(await unlock('admin', ' ANN@example.org ')).toBe(204)
    expect(await signIn(right)).toBe('signed in')
  })

  it('is open again after a day', async () => {
    await insertUser({ email })
    await fail(10)
    await getDb()
      .$executeRaw`UPDATE sign_in_failures SET last_failed_at = now() - make_interval(secs => ${24 * 3_600 - 5})`
    expect(await signIn(right)).toMatch(/is locked for an hour/)
    await getDb().$executeRaw`UPDATE sign_in_failures SET last_failed_at = now() - make_interval(hours => 24)`
    expect(await signIn('wrong')).toBe('refused')
    expect(await getDb().signInFailure.findMany()).toMatchObject([{ failures: 1 }])
    expect(await signIn(right)).toBe('signed in')
  })

  it('is locked whether there is such an account or not', async () => {
    await insertUser({ email })
    await fail(10)
    await fail(10, 'nobody@example.org')
    expect(await signIn('wrong', 'nobody@example.org')).toBe(await signIn('wrong'))
    expect(await signIn('wrong')).toMatch(locked)
  })
})

it('a success starts the count anew, and other accounts do not count', async () => {
  await insertUser({ email })
  await fail(9)
  expect(await signIn(right)).toBe('signed in')
  await fail(9)
  await fail(3, 'bob@example.org')
  expect(await signIn(right)).toBe('signed in')
})

it('many failures at once are counted one by one, and what is forgotten is cleared away', async () => {
  await getDb().signInFailure.create({
    data: { account: 'long ago', failures: 3, lastFailedAt: new Date(Date.now() - 25 * hourMs) },
  })
  expect(await Promise.all(Array.from({ length: 5 }, () => signIn('wrong')))).toEqual(Array(5).fill('refused'))
  expect(await getDb().signInFailure.findMany()).toMatchObject([{ failures: 5 }])
})

it('only admins unlock, and only accounts that there are', async () => {
  await insertUser({ email })
  expect([await unlock(null), await unlock('editor'), await unlock('admin', 'nobody@example.org')]).toEqual([
    401, 404, 404,
  ])
})
