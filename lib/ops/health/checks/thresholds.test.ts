import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs, secondMs } from '@/lib/core/time'
import { computeWalLimitMs } from '@/lib/ops/backup/wal/wal-reach'
import { backupState } from '@/lib/testing/backup-state'
import { waitFor } from '@/lib/testing/wait-for'
import { createBackupCheck } from './backup'
import { judgeCertificate } from './certificate'
import { createClockCheck } from './clock'
import { createDatabaseCheck } from './database'
import { createDiskCheck } from './disk'
import { createEdgeCheck } from './edge'
import { createKvCheck } from './kv'
import { createMailCheck } from './mail'
import { createObjectsCheck } from './objects'
import { createOutboxCheck } from './outbox'
import { createSlackCheck } from './slack'

const { signal } = new AbortController()
const nowMs = Date.UTC(2026, 5, 1)

it.each([
  [90, null, 'up'],
  [21, null, 'up'],
  [20.9, null, 'degraded', 'soon: 20 days left'],
  [13.9, null, 'degraded', 'warning: 13 days left'],
  [6.9, null, 'degraded', 'urgent: 6 days left'],
  [0, null, 'down'],
  [-3, null, 'down'],
  [90, 'its names do not match', 'down'],
])('a certificate that is good for %d more days, name fault %s, is %s', (days, nameFault, status, detail?: string) => {
  const finding = judgeCertificate({ validFromMs: 0, validToMs: nowMs + days * dayMs, nameFault }, nowMs)
  expect(finding).toMatchObject({ status, ...(detail ? { detail } : {}) })
})

it('a certificate of tomorrow is down', () => {
  const finding = judgeCertificate({ validFromMs: nowMs + 1, validToMs: nowMs + dayMs, nameFault: null }, nowMs)
  expect(finding.status).toBe('down')
})

it.each([
  ['none yet', {}, 'unknown', 'No backup has been made yet.'],
  ['one that failed', { faultMsAgo: minuteMs }, 'degraded', 'No backup could be made yet.'],
  ['late by a quarter', { completedMsAgo: 30 * minuteMs }, 'up', null],
  ['late', { completedMsAgo: 31 * minuteMs }, 'degraded', 'The last backup is 31 minutes old.'],
  ['lost', { completedMsAgo: 27 * hourMs }, 'down', 'The last backup is 27 hours old.'],
  ['made, but never proven', { completedMsAgo: minuteMs }, 'up', null],
  ['proven', { completedMsAgo: minuteMs, verifiedMsAgo: 3 * dayMs }, 'up', null],
  [
    'proven long ago',
    { completedMsAgo: minuteMs, verifiedMsAgo: 4 * dayMs },
    'degraded',
    'No backup was proven for 4 days.',
  ],
  [
    'found damaged',
    { completedMsAgo: minuteMs, verifiedMsAgo: dayMs, verifyFaultMsAgo: hourMs },
    'degraded',
    'The last backup could not be restored aside.',
  ],
])('backups every 5 minutes: %s', async (_, given, status, message) => {
  const readState = async () => backupState({ ...given, nowMs })
  const check = createBackupCheck({ readState, backupEveryMs: 5 * minuteMs, verifyEveryMs: dayMs, now: () => nowMs })
  expect(await check.probe(signal)).toMatchObject({ status, message })
})

it.each([
  [26 * hourMs, 'up'],
  [27 * hourMs, 'degraded'],
  [8 * dayMs, 'down'],
])('a backup that somebody else made %d ms ago is %s', async (completedMsAgo, status) => {
  const readState = async () => backupState({ completedMsAgo, nowMs })
  const check = createBackupCheck({ readState, backupEveryMs: 0, verifyEveryMs: 0, now: () => nowMs })
  expect((await check.probe(signal)).status).toBe(status)
})

describe('where the log is archived as well', () => {
  const limits = { BACKUP_INTERVAL_MINUTES: 5, BACKUP_WAL_SECONDS: 30 }
  const probe = (reach: { behindMs: number; fault: string | null } | null, given = {}) =>
    createBackupCheck({
      readState: async () => backupState({ nowMs, completedMsAgo: minuteMs, ...given }),
      ...{ backupEveryMs: 5 * minuteMs, verifyEveryMs: dayMs },
      log: {
        findReach: () => reach && { reachMs: nowMs - reach.behindMs, fault: reach.fault },
        lateMs: computeWalLimitMs(limits),
      },
      now: () => nowMs,
    }).probe(signal)

  it.each([
    ['not at all', null, 'up', null],
    ['until just now', { behindMs: 30 * secondMs, fault: null }, 'up', null],
    ['not for a while', { behindMs: 21 * minuteMs, fault: 'ENOSPC' }, 'up', null],
    [
      'not for too long',
      { behindMs: 22 * minuteMs, fault: 'ENOSPC' },
      'degraded',
      'Moments of the last 22 minutes cannot be restored, only backups.',
    ],
  ])('%s', async (_, reach, status, message) => {
    expect(await probe(reach)).toMatchObject({ status, message })
  })

  it('says why, and first what is wrong with backups', async () => {
    const late = { behindMs: dayMs, fault: 'ENOSPC' }
    expect((await probe(late)).detail).toBe('ENOSPC')
    expect((await probe({ ...late, fault: null })).detail).toBe('archiving the log does not end')
    expect((await probe(late, { completedMsAgo: hourMs })).message).toBe('The last backup is 60 minutes old.')
  })
})

it.each([
  ['the same', 0, 0, 'up'],
  ['a slow journey, which is no skew', 50, 10_000, 'up'],
  ['2 s ahead', 2_000, 0, 'up'],
  ['3 s ahead', 3_000, 0, 'degraded'],
  ['3 s behind', -3_000, 0, 'degraded'],
  ['an hour ahead', hourMs, 0, 'degraded'],
])('clocks: %s', async (_, aheadMs, journeyMs, status) => {
  const times = [nowMs, nowMs + journeyMs]
  const readDatabaseClock = async () => nowMs + aheadMs
  const check = createClockCheck({ readDatabaseClock, now: () => times.shift() ?? 0 })
  expect((await check.probe(signal)).status).toBe(status)
})

it.each([
  [40, 'ok', 0, 'up'],
  [85, 'warning', 0, 'degraded'],
  [98, 'warning', 0, 'down'],
  [40, 'ok', 5 * minuteMs, 'unknown'],
] as const)('a disk %d %% full, %s, read %d ms ago', async (percent, state, ageMs, status) => {
  const reading = { state, summary: '', values: { data_disk_usage_percent: percent }, atMs: nowMs - ageMs }
  const check = createDiskCheck({ findReading: () => reading, readEveryMs: minuteMs, now: () => nowMs })
  expect((await check.probe(signal)).status).toBe(status)
})

describe('the database', () => {
  interface Given {
    waiting?: number
    idle?: number
    oldest?: number
    applied?: string[]
  }
  const probe = ({ waiting = 0, idle = 1, oldest = 1, applied = ['first', 'second'] }: Given) => {
    const pool = {
      query: async (sql: string) => ({
        rows: sql.includes('_prisma') ? applied.map((name) => ({ name })) : [{ oldest }],
      }),
      totalCount: 30,
      idleCount: idle,
      waitingCount: waiting,
      options: { max: 30 },
    }
    return createDatabaseCheck({ pool, listMigrations: async () => ['first', 'second'], isEmbedded: false }).probe(
      signal,
    )
  }

  it.each<[string, Given, string]>([
    ['with nothing to say', {}, 'up'],
    ['with callers that wait a moment', { waiting: 3, idle: 1 }, 'up'],
    ['with callers that wait for a full pool', { waiting: 3, idle: 0 }, 'degraded'],
    ['with a transaction of 300 s', { oldest: 300 }, 'up'],
    ['with one of 301 s', { oldest: 301 }, 'degraded'],
    ['with a migration to apply', { applied: ['first'] }, 'degraded'],
    ['of a newer version', { applied: ['first', 'second', 'third'] }, 'up'],
  ])('%s', async (_, given, status) => {
    expect((await probe(given)).status).toBe(status)
  })
})

it.each([
  [{ waiting: 500, oldestSeconds: 0, dead: 0 }, 'up'],
  [{ waiting: 1, oldestSeconds: 301, dead: 0 }, 'degraded'],
  [{ waiting: 1, oldestSeconds: 3_601, dead: 0 }, 'down'],
  [{ waiting: 0, oldestSeconds: 0, dead: 1 }, 'degraded'],
])('an outbox with %j', async (backlog, status) => {
  expect((await createOutboxCheck({ readBacklog: async () => backlog }).probe(signal)).status).toBe(status)
})

it.each([
  [false, undefined, 'unknown'],
  [true, undefined, 'down'],
  [true, 'http://chat.example.org/hook', 'degraded'],
  [true, 'https://hooks.slack.com/', 'down'],
  [true, 'https://hooks.slack.com/services/T0/B0/x', 'up'],
  [true, 'https://mattermost.example.org/hooks/x', 'up'],
])('Slack switched on: %s, at %s', async (isEnabled, webhookUrl, status) => {
  const finding = await createSlackCheck({ isEnabled, webhookUrl }).probe(signal)
  expect(finding.status).toBe(status)
  expect(JSON.stringify(finding)).not.toContain('/T0/')
})

it('e-mail that nobody has asked for is unknown, and nobody is greeted', async () => {
  const greet = () => Promise.reject(new Error('greeted'))
  expect(await createMailCheck({ isConfigured: false, greet, verify: greet }).probe(signal)).toEqual({
    status: 'unknown',
    message: 'E-mail is not configured.',
  })
})

it('the store of one process is up; at Upstash its own probe is believed, and nothing is sent', async () => {
  const health = { sinceMs: 0, lastError: 'ETIMEDOUT', connections: 0 }
  const refuse = () => Promise.reject(new Error('asked'))
  const probe = (driver: 'memory' | 'upstash', status: 'up' | 'down') =>
    createKvCheck({ kv: { get: refuse, set: refuse, health: () => ({ ...health, driver, status }) } }).probe(signal)
  const found = [await probe('memory', 'up'), await probe('upstash', 'up'), await probe('upstash', 'down')]
  expect(found.map(({ status, detail }) => [status, detail])).toEqual([
    ['up', 'in the memory of this process'],
    ['up', 'upstash'],
    ['down', 'ETIMEDOUT'],
  ])
})

it('the object store is asked at each look, and written to once a minute', async () => {
  let at = 0
  let kept: Uint8Array<ArrayBuffer> | null = null
  const calls: string[] = []
  const store = {
    async put(_: string, __: string, body: unknown) {
      calls.push('put')
      kept = body instanceof Uint8Array ? new Uint8Array(body) : null
    },
    async get() {
      calls.push('get')
      return kept ? new Blob([kept]).stream() : null
    },
    async head() {
      calls.push('head')
      return null
    },
    async delete() {
      calls.push('delete')
    },
  }
  const check = createObjectsCheck({ store, isOnDisk: true, now: () => at })
  for (at = 0; at <= 65 * secondMs; at += 5 * secondMs) expect((await check.probe(signal)).status).toBe('up')
  const round = ['head', 'put', 'get', 'delete']
  expect(calls).toEqual([...round, ...Array(11).fill('head'), ...round, 'head'])
})

it('a server that refuses because it has too much to do is half well, and one that errs is not', async () => {
  let status = 503
  const server = createServer((_, response) => response.writeHead(status).end()).listen(0, '127.0.0.1')
  const address = await waitFor('an address', () => server.address())
  const port = typeof address === 'object' ? address.port : 0
  const check = createEdgeCheck({ findAddress: () => ({ host: '127.0.0.1', port }) })
  expect((await check.probe(signal)).status).toBe('degraded')
  status = 500
  expect((await check.probe(signal)).status).toBe('down')
  server.close()
})
