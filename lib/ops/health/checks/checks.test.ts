import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import { dayMs, hourMs, minuteMs } from '@/lib/core/time'
import { connectRedis } from '@/lib/platform/kv/connect-redis'
import { createRemoteKv } from '@/lib/platform/kv/remote-kv'
import { greetMailServer } from '@/lib/platform/mail/greet-mail-server'
import { verifyMail } from '@/lib/platform/mail/verify-mail'
import { createS3Store } from '@/lib/platform/objects/s3-store'
import { forget } from '@/lib/platform/remember'
import { createGuard } from '@/lib/platform/resilience/create-guard'
import { backupState } from '@/lib/testing/backup-state'
import { ChaosProxy } from '@/lib/testing/chaos-proxy'
import { type CheckWorld, describeCheck } from '@/lib/testing/contracts/check'
import { useDatabase } from '@/lib/testing/database'
import { FakeSource } from '@/lib/testing/fake-source'
import { startRecordingMailServer } from '@/lib/testing/recording-mail-server'
import { useRedisServer } from '@/lib/testing/redis-server'
import { startS3Server } from '@/lib/testing/s3-server'
import { startTestSyncServer } from '@/lib/testing/sync-server'
import type { Check } from '../check'
import { createBackupCheck } from './backup'
import { createCertificateCheck } from './certificate'
import { createClockCheck } from './clock'
import { createDatabaseCheck } from './database'
import { createDiskCheck } from './disk'
import { createEdgeCheck } from './edge'
import { createKvCheck } from './kv'
import { createMailCheck } from './mail'
import { createObjectsCheck } from './objects'
import { createOutboxCheck } from './outbox'
import { createSyncCheck } from './sync'

const database = useDatabase()
const redis = useRedisServer()

async function proxied(port: () => number, make: (proxy: ChaosProxy) => { check: Check; end?(): Promise<unknown> }) {
  const proxy = await ChaosProxy.start({ getTarget: () => ({ port: port() }) })
  const { check, end } = make(proxy)
  return {
    check,
    takeAway: () => proxy.set({ refuse: true }),
    silence: () => proxy.set({ up: { stall: true }, down: { stall: true } }),
    giveBack: () => proxy.set({}),
    async end() {
      await end?.()
      await proxy.stop()
    },
  }
}

describeCheck('database', () =>
  proxied(
    () => Number(new URL(database.url).port),
    ({ port }) => {
      const connectionString = Object.assign(new URL(database.url), { port: String(port) }).href
      const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: 1_000 })
      pool.on('error', () => {})
      const check = createDatabaseCheck({ pool, listMigrations: async () => [], isEmbedded: true })
      return { check, end: () => pool.end() }
    },
  ),
)

describeCheck('kv', async () => {
  const guard = createGuard({ name: 'kv', timeoutMs: 100 })
  const connect = (onFault: (error: unknown) => void) => connectRedis({ url: redis.url, onFault })
  const kv = createRemoteKv({ driver: 'redis', connect, guard, prefix: 'check:', probeEveryMs: 50 })
  await kv.get('connected').catch(() => null)
  let isGone = false
  return {
    check: createKvCheck({ kv }),
    async takeAway() {
      await redis.kill()
      isGone = true
    },
    silence: () => redis.pause(),
    async giveBack() {
      if (isGone) await redis.start()
      else redis.resume()
      isGone = false
    },
    end: () => kv.close(),
  }
})

describeCheck('objects', async (): Promise<CheckWorld> => {
  const server = await startS3Server()
  const store = createS3Store(server.settings)
  await store.prepare()
  let nowMs = 0
  const setMood = (mood: typeof server.mood) => () => {
    server.mood = mood
  }
  return {
    check: createObjectsCheck({ store, isOnDisk: false, now: () => (nowMs += minuteMs / 3) }),
    takeAway: setMood('cutting'),
    silence: setMood('silent'),
    giveBack: setMood('up'),
    end: () => server.stop(),
  }
})

async function serve(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

describeCheck('edge', async () => {
  const server = createServer((_, response) => response.end('{}'))
  const port = await serve(server)
  const world = await proxied(
    () => port,
    (proxy) => ({ check: createEdgeCheck({ findAddress: () => ({ host: '127.0.0.1', port: proxy.port }) }) }),
  )
  return { ...world, end: () => world.end().then(() => void server.close()) }
})

describeCheck('sync', async () => {
  const server = await startTestSyncServer()
  const port = Number(new URL(server.urlOf('x')).port)
  const world = await proxied(
    () => port,
    (proxy) => ({ check: createSyncCheck({ findAddress: () => ({ host: '127.0.0.1', port: proxy.port }) }) }),
  )
  return { ...world, end: () => world.end().then(() => server.stop()) }
})

const nowMs = Date.UTC(2026, 5, 1)

const fakeWorld = <T>(source: FakeSource<T>, check: Check): CheckWorld => ({
  check,
  takeAway: source.takeAway,
  silence: source.silence,
  giveBack: source.giveBack,
})

describeCheck('clock', async () => {
  const source = new FakeSource(() => nowMs)
  return fakeWorld(source, createClockCheck({ readDatabaseClock: source.ask, now: () => nowMs }))
})

describeCheck('mail', async () => {
  const server = await startRecordingMailServer()
  const world = await proxied(
    () => server.port,
    (proxy) => {
      vi.stubEnv('SMTP_HOST', '127.0.0.1')
      vi.stubEnv('SMTP_PORT', String(proxy.port))
      forget('env')
      forget('resilience.guards')
      return { check: createMailCheck({ isConfigured: true, greet: greetMailServer, verify: verifyMail }) }
    },
  )
  const end = async () => {
    vi.unstubAllEnvs()
    forget('env')
    await world.end()
    await server.stop()
  }
  return { ...world, end }
})

describe('mail', () => {
  it('is greeted at each look, and asked to let us in once a minute and after a fault', async () => {
    const calls: string[] = []
    let [nowMs, greetsInMs] = [0, 100]
    const check = createMailCheck({
      isConfigured: true,
      now: () => nowMs,
      async greet({ timeoutMs }) {
        calls.push(`greet within ${timeoutMs}`)
        nowMs += greetsInMs
        if (greetsInMs > timeoutMs) throw new Error('no answer')
      },
      async verify() {
        calls.push('verify')
      },
    })
    const look = async (atMs: number) => {
      nowMs = atMs
      const { status } = await check.probe(new AbortController().signal)
      return [status, ...calls.splice(0)]
    }
    expect(await look(0)).toEqual(['up', 'greet within 10000', 'verify'])
    expect(await look(5_000)).toEqual(['up', 'greet within 2000'])
    greetsInMs = 1_500
    expect(await look(60_100)).toEqual(['up', 'greet within 2000', 'verify'])
    expect(await look(65_000)).toEqual(['up', 'greet within 4500'])
    greetsInMs = 5_000
    expect(await look(70_000)).toEqual(['down', 'greet within 4500'])
    greetsInMs = 100
    expect(await look(75_000)).toEqual(['up', 'greet within 4500', 'verify'])
  })
})

describeCheck('outbox', async () => {
  const source = new FakeSource(() => ({ waiting: 1, oldestSeconds: 2, dead: 0 }))
  return fakeWorld(source, createOutboxCheck({ readBacklog: source.ask }))
})

describeCheck('backup', async () => {
  const source = new FakeSource(() => backupState({ completedMsAgo: hourMs, nowMs }))
  const times = { backupEveryMs: 0, verifyEveryMs: 0 }
  return fakeWorld(source, createBackupCheck({ readState: source.ask, ...times, now: () => nowMs }))
})

describeCheck(
  'certificate',
  async () => {
    const source = new FakeSource(() => ({ validFromMs: 0, validToMs: nowMs + 90 * dayMs, nameFault: null }))
    const read = source.ask
    return fakeWorld(source, createCertificateCheck({ appUrl: 'https://draw.example.org', read, now: () => nowMs }))
  },
  { gone: 'unknown' },
)

describeCheck(
  'disk',
  async () => {
    let reading: { state: 'ok'; summary: string; values: Record<string, number>; atMs: number } | null
    const giveBack = () => {
      reading = { state: 'ok', summary: '', values: { data_disk_usage_percent: 40 }, atMs: nowMs }
    }
    const takeAway = () => {
      reading = null
    }
    giveBack()
    const check = createDiskCheck({ findReading: () => reading, readEveryMs: minuteMs, now: () => nowMs })
    return { check, takeAway, silence: takeAway, giveBack }
  },
  { gone: 'unknown' },
)
