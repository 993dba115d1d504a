import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { SessionId } from '@/lib/core/ids'
import { dayMs, minuteMs } from '@/lib/core/time'
import { createProcessMessages, getProcessMessages } from '@/lib/platform/db/notify'
import { closePool, getPool } from '@/lib/platform/db/pool'
import { getDb } from '@/lib/platform/db/prisma'
import { closeKv, getKv } from '@/lib/platform/kv/get-kv'
import { forget } from '@/lib/platform/remember'
import { useDatabase } from '@/lib/testing/database'
import { actorFor, insertSession, insertUser } from '@/lib/testing/factories'
import { useRedisServer } from '@/lib/testing/redis-server'
import { waitFor } from '@/lib/testing/wait-for'
import { sessionRevokedTopic, startSessionCache } from './events'
import { findSessionActor } from './find-actor'
import * as repo from './repo'
import { revokeOtherSessions, revokeSession } from './revoke-session'
import { findCachedSession, forgetSession, keepSession } from './session-cache'
import { updateAccount } from './update-account'

const database = useDatabase()
const redis = useRedisServer()
const anonymous = { type: 'anonymous' }

async function signIn(given: Parameters<typeof insertSession>[0] = {}) {
  const user = await insertUser()
  const session = await insertSession({ userId: user.id, ...given })
  const id = session.id as SessionId
  return { id, user, actor: actorFor(user, id) }
}

/** How often the database is asked while `work` runs. */
async function countReads(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(getPool(), 'query')
  await work()
  const reads = query.mock.calls.filter(([asked]) => JSON.stringify(asked).includes('auth.signed-in')).length
  query.mockRestore()
  return reads
}

const revokeInDatabase = (id: SessionId) => getDb().session.update({ where: { id }, data: { revokedAt: new Date() } })

describe.each(['memory', 'redis'])('sessions in kv (%s)', (driver) => {
  let stop = async () => {}
  beforeAll(async () => {
    process.env.REDIS_URL = driver === 'redis' ? redis.url : ''
    forget('env')
    stop = startSessionCache()
    await waitFor('the process to listen', () => getProcessMessages().listeningSinceMs)
    await waitFor('the clock to move on', () => Date.now() > (getProcessMessages().listeningSinceMs ?? 0))
  })
  afterAll(async () => {
    await stop()
    await closeKv()
    delete process.env.REDIS_URL
    forget('env')
  })

  afterEach(() => void vi.useRealTimers())

  it('are read from the database once, and kept for as long as they last', async () => {
    for (const lastsMs of [dayMs, 30 * dayMs]) {
      const { id, actor } = await signIn({ expiresAt: new Date(Date.now() + lastsMs) })
      expect(await findSessionActor(id)).toEqual(actor)
      expect(await countReads(async () => expect(await findSessionActor(id)).toEqual(actor))).toBe(0)
      const { expiresInMs = 0 } = (await getKv().getEntry(`session:${id}`)) ?? {}
      expect(lastsMs - expiresInMs).toBeLessThan(minuteMs)
    }
  })

  it('are read again after five minutes', async () => {
    const { id } = await signIn()
    await findSessionActor(id)
    const atMs = Date.now()
    vi.setSystemTime(atMs + 4 * minuteMs)
    expect(await countReads(() => findSessionActor(id))).toBe(0)
    vi.setSystemTime(atMs + 5 * minuteMs)
    expect(await countReads(() => findSessionActor(id))).toBe(1)
    expect(await countReads(() => findSessionActor(id))).toBe(0)
  })

  it('are over in the moment they are revoked', async () => {
    const { id, user, actor } = await signIn()
    const other = await insertSession({ userId: user.id })
    const otherId = other.id as SessionId
    for (const one of [id, otherId]) expect(await findSessionActor(one)).toMatchObject({ id: user.id })
    await revokeOtherSessions({ actor })
    expect(await findSessionActor(otherId)).toEqual(anonymous)
    expect(await findSessionActor(id)).toEqual(actor)
    await revokeSession({ actor, sessionId: id })
    expect(await findSessionActor(id)).toEqual(anonymous)
    expect(await countReads(async () => expect(await findSessionActor(id)).toEqual(anonymous))).toBeLessThanOrEqual(1)
  })

  it('are over when another process revokes them and says so', async () => {
    const { id, actor } = await signIn()
    expect(await findSessionActor(id)).toEqual(actor)
    await revokeInDatabase(id)
    await createProcessMessages().publish(sessionRevokedTopic, { sessionId: id })
    await waitFor('the end of the session', async () => (await findSessionActor(id)).type === 'anonymous')
  })

  it('are not kept by who asked the database before they were revoked', async () => {
    const { id, actor } = await signIn()
    const before = { found: await findCachedSession(id), session: await repo.findSignedIn(id), readAtMs: Date.now() }
    await revokeSession({ actor, sessionId: id })
    if (!before.session) throw new Error('there is no session')
    // In a process that has not heard of it yet, only the mark in the store can keep the old answer out.
    await keepSession({ sessionId: id, ...before, session: before.session })
    expect(await getKv().get(`session:${id}`)).toMatch(/^changed /)
    expect(await findSessionActor(id)).toEqual(anonymous)
  })

  it('show a new name at once', async () => {
    const { id, actor } = await signIn()
    await findSessionActor(id)
    await updateAccount({ actor, name: 'New name' })
    expect(await findSessionActor(id)).toMatchObject({ name: 'New name' })
  })

  it('are noted as seen once a minute, and then not again', async () => {
    const { id } = await signIn({ lastSeenAt: new Date(Date.now() - 2 * minuteMs) })
    await findSessionActor(id)
    const touch = vi.spyOn(getDb().session, 'updateMany')
    await findSessionActor(id)
    expect(touch).not.toHaveBeenCalled()
    touch.mockRestore()
  })

  it('are believed only if they are whole', async () => {
    const { id, actor } = await signIn()
    for (const stored of ['', '{', '[]', '{"userId":"x"}', 'null']) {
      await getKv().set(`session:${id}`, stored, { ttlMs: minuteMs })
      expect(await findSessionActor(id)).toEqual(actor)
    }
  })

  it('last while the database is away, if they were seen before', async () => {
    const [seen, unseen] = [await signIn(), await signIn()]
    await findSessionActor(seen.id)
    vi.setSystemTime(Date.now() + 10 * minuteMs)
    await closePool()
    process.env.DATABASE_URL = 'postgresql://ann@127.0.0.1:1/x'
    forget('env')
    try {
      expect(await findSessionActor(seen.id)).toEqual(seen.actor)
      await expect(findSessionActor(unseen.id)).rejects.toThrow()
    } finally {
      await closePool()
      process.env.DATABASE_URL = database.url
      forget('env')
    }
    expect(await findSessionActor(unseen.id)).toEqual(unseen.actor)
  })
})

describe('with Redis away', () => {
  let stop = async () => {}
  beforeAll(async () => {
    process.env.REDIS_URL = redis.url
    forget('env')
    stop = startSessionCache()
    await waitFor('the process to listen', () => getProcessMessages().listeningSinceMs)
  })
  afterEach(() => redis.resume())
  afterAll(async () => {
    await stop()
    await closeKv()
    delete process.env.REDIS_URL
    forget('env')
  })

  it('people stay signed in, and a revoked session does not come back with Redis', async () => {
    const [staying, revoked] = [await signIn(), await signIn()]
    await waitFor('sessions in kv', async () => {
      for (const { id } of [staying, revoked]) await findSessionActor(id)
      return (await findCachedSession(revoked.id)).fresh
    })
    redis.pause()
    expect(await findSessionActor(staying.id)).toEqual(staying.actor)
    await revokeSession({ actor: revoked.actor, sessionId: revoked.id })
    expect(await findSessionActor(revoked.id)).toEqual(anonymous)
    redis.resume()
    await waitFor('Redis to be used again', async () => (await findCachedSession(staying.id)).stored !== undefined)
    expect(await findSessionActor(revoked.id)).toEqual(anonymous)
    expect(await findSessionActor(staying.id)).toEqual(staying.actor)
  })
})

it('is not used by a process that does not listen for changes', async () => {
  const { id } = await signIn()
  await findSessionActor(id)
  expect(await countReads(() => findSessionActor(id))).toBe(1)
  await forgetSession(id)
  await closeKv()
})
