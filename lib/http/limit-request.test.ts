import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId, type SessionId } from '@/lib/core/ids'
import { hourMs, minuteMs, secondMs } from '@/lib/core/time'
import { peerHeader } from '@/lib/platform/net/peer-address'
import { forget, remember } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertSession, insertUser } from '@/lib/testing/factories'
import { sessionCookie } from '@/lib/testing/sign-in'
import { useTestKv } from '@/lib/testing/use-test-kv'
import { json } from './json'
import { countRequest, type LimitClass } from './limit-request'
import { route } from './route'

useDatabase()

const clock = useTestKv()
beforeEach(() => {
  forget('net.peerTold')
  remember('net.peerTold', () => true)
})
afterEach(() => {
  for (const name of ['net.peerTold', 'net.trustedProxies', 'env']) forget(name)
  delete process.env.TRUSTED_PROXIES
})

const ok = route({}, () => json({ ok: true }))
const ask = (peer: string, headers: Record<string, string> = {}) =>
  ok(new Request('http://draw.example.org/api/things', { headers: { [peerHeader]: peer, ...headers } }))
const usageOf = ({ status, headers }: Response) => [
  status,
  ...['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`ratelimit-${name}`))),
]

describe('a user', () => {
  it('has a hundred requests a minute, from wherever, and is told when there will be more', async () => {
    const cookie = await sessionCookie((await insertSession()).id)
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => ask(`198.51.100.${n}`, { cookie })))
    // In whatever order their sessions were found.
    const used = answers.map(usageOf).sort(([, , left = 0], [, , right = 0]) => right - left)
    expect(used).toEqual(Array.from({ length: 100 }, (_, n) => [200, 100, 99 - n, 60]))
    clock.ms += 20 * secondMs
    const refused = await ask('198.51.100.200', { cookie })
    expect([...usageOf(refused), refused.headers.get('retry-after')]).toEqual([429, 100, 0, 40, '40'])
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', detail: expect.stringContaining('40 seconds') })
    expect((await ask('198.51.100.1')).status).toBe(200)
    clock.ms += 40 * secondMs + 1
    expect(usageOf(await ask('198.51.100.1', { cookie }))).toEqual([200, 100, 99, 60])
  })
})

describe('an address', () => {
  it('has a thousand requests a minute, whatever it claims to forward', async () => {
    for (let n = 0; n < 1_000; n++) await ask('198.51.100.1', { 'x-forwarded-for': `203.0.113.${n % 250}` })
    expect(usageOf(await ask('198.51.100.1'))).toEqual([429, 1000, 0, 60])
    expect(usageOf(await ask('198.51.100.2'))).toEqual([200, 1000, 999, 60])
  })

  it('is what a trusted proxy says it is', async () => {
    process.env.TRUSTED_PROXIES = '198.51.100.0/24'
    forget('env')
    await ask('198.51.100.1', { 'x-forwarded-for': '9.9.9.9, 203.0.113.7' })
    expect(usageOf(await ask('198.51.100.2', { 'x-forwarded-for': '203.0.113.7' }))).toEqual([200, 1000, 998, 60])
  })

  it('does not count where nobody who can be believed names it', async () => {
    forget('net.peerTold')
    expect((await ask('198.51.100.1')).headers.has('ratelimit-limit')).toBe(false)
  })
})

/** What a person and their browser ask for; the numbers are those of long sessions, rounded up. */
const habits: { what: LimitClass; everyMs: number; atOnce: number }[] = [
  // The dashboard with its thumbnails, opened again and again; three lists each.
  { what: 'media', everyMs: 20 * secondMs, atOnce: 50 },
  { what: 'api', everyMs: 20 * secondMs, atOnce: 3 },
  // A drawing of two hundred images, reloaded without a cache every minute.
  { what: 'media', everyMs: minuteMs, atOnce: 200 },
  // Autosave over HTTP where there is no live connection, renaming, searching as one types.
  { what: 'api', everyMs: 2 * secondMs, atOnce: 1 },
  { what: 'api', everyMs: 10 * secondMs, atOnce: 3 },
  // Two hundred pictures dropped at once, and then one now and then.
  { what: 'upload', everyMs: 20 * minuteMs, atOnce: 200 },
  { what: 'upload', everyMs: 10 * secondMs, atOnce: 1 },
]

it('an hour of work never meets a limit, nor do ten people behind one address', async () => {
  const people = Array.from({ length: 10 }, () => {
    const id = newId<SessionId>()
    return actorFor({ id: newId(), email: '', name: '', role: 'editor', password: '' }, id)
  })
  const exceeded: string[] = []
  const use = async (what: LimitClass) => {
    for (const actor of people) {
      const usage = await countRequest({ limitClass: what, actor, address: '198.51.100.1' })
      if (usage?.isExceeded) exceeded.push(`${usage.limit.key} after ${clock.ms / secondMs} s`)
    }
  }
  for (; clock.ms < 2 * hourMs; clock.ms += 2 * secondMs) {
    for (const { what, everyMs, atOnce } of habits) {
      if (clock.ms % everyMs === 0) for (let n = 0; n < atOnce; n++) await use(what)
    }
  }
  expect(exceeded).toEqual([])
})

it('counts nobody twice for one person with two sessions, and each person alone', async () => {
  const [one, other] = [await insertUser(), await insertUser()]
  const cookies = await Promise.all(
    [one, one, other].map(async ({ id }) => sessionCookie((await insertSession({ userId: id })).id)),
  )
  const remaining = []
  for (const cookie of cookies) remaining.push(usageOf(await ask('198.51.100.1', { cookie }))[2])
  expect(remaining).toEqual([99, 98, 99])
})
