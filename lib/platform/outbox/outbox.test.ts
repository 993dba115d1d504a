import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { captureLog } from '@/lib/testing/capture-log'
import { useDatabase } from '@/lib/testing/database'
import { waitFor } from '@/lib/testing/wait-for'
import { getProcessMessages } from '../db/notify'
import { getPool } from '../db/pool'
import { getDb } from '../db/prisma'
import { renderMetrics } from '../metrics/render-metrics'
import { DependencyUnavailable } from '../resilience/dependency-unavailable'
import { getCorrelationId, withContext } from '../work-context'
import { maxAttempts } from './compute-retry-delay'
import { enqueueOutbox } from './enqueue'
import { OutboxFault } from './outbox-fault'
import { claimEffects } from './outbox-table'
import { readOutboxBacklog } from './read-backlog'
import type { OutboxHandler } from './run-effect'
import { startOutbox } from './start-outbox'

useDatabase()
const log = captureLog()
const stops: (() => Promise<void>)[] = []

// Keeps this process listening, so that each worker is woken from its start.
beforeAll(async () => {
  const messages = getProcessMessages()
  messages.subscribe('other', () => {})
  await waitFor('to listen', () => messages.listeningSinceMs)
})
beforeEach(() => getPool().query('DELETE FROM outbox'))
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** Looks only when woken, and repeats without jitter. */
function start(handler: OutboxHandler, options: Parameters<typeof startOutbox>[1] = {}) {
  const stop = startOutbox(
    { greet: handler },
    { lookEveryMs: 600_000, stopWithinMs: 100, random: () => 0.5, ...options },
  )
  stops.push(stop)
  return stop
}

const enqueue = (key: string, more: { notBefore?: Date } = {}) =>
  enqueueOutbox(getDb(), { topic: 'greet', key, payload: { key }, ...more })

const readRow = async (key: string) => {
  const { rows } = await getPool().query<Record<string, unknown>>(
    `SELECT status, attempts, last_fault, claim, extract(epoch FROM next_try_at - clock_timestamp())::float8 AS in_seconds
     FROM outbox WHERE key = $1`,
    [key],
  )
  return rows[0]
}
const untilRow = (key: string, expected: Record<string, unknown>) =>
  waitFor(`${key} to be ${JSON.stringify(expected)}`, async () => {
    const row = await readRow(key)
    return row && Object.entries(expected).every(([name, value]) => row[name] === value) ? row : null
  })

/** As if the time of its next attempt had come. */
const makeDue = (key: string) =>
  getDb().$transaction(async (tx) => {
    await tx.$executeRawUnsafe(`UPDATE outbox SET next_try_at = now() WHERE key = $1`, key)
    await enqueueOutbox(tx, { topic: 'other', key: `wake ${Math.random()}`, payload: {} })
  })

describe('an effect', () => {
  it('is done once its transaction has committed, and never when it has not', async () => {
    const done: unknown[] = []
    start(async (payload) => void done.push(payload))
    await getDb()
      .$transaction(async (tx) => {
        await enqueueOutbox(tx, { topic: 'greet', key: 'undone', payload: {} })
        throw new Error('no')
      })
      .catch(() => {})
    let committed = false
    await getDb().$transaction(async (tx) => {
      await enqueueOutbox(tx, { topic: 'greet', key: 'ann', payload: { name: 'Ann' } })
      await tx.$executeRawUnsafe('SELECT pg_sleep(0.1)')
      expect(done).toEqual([])
      committed = true
    })
    await untilRow('ann', { status: 'done' })
    expect([committed, done]).toEqual([true, [{ name: 'Ann' }]])
    expect(await readRow('undone')).toBeUndefined()
  })

  it('of one key is one effect, whoever says it how often at once', async () => {
    let done = 0
    start(async () => void done++)
    const isNew = await Promise.all(Array.from({ length: 100 }, () => enqueue('once')))
    expect(isNew.filter(Boolean)).toHaveLength(1)
    await untilRow('once', { status: 'done' })
    expect(await enqueue('once')).toBe(false)
    expect((await getPool().query('SELECT FROM outbox')).rowCount).toBe(1)
    expect(done).toBe(1)
  })

  it('is done not before its time', async () => {
    const at: number[] = []
    start(async () => void at.push(Date.now()))
    const notBefore = new Date(Date.now() + 400)
    await enqueue('later', { notBefore })
    await untilRow('later', { status: 'done' })
    expect(at[0]).toBeGreaterThanOrEqual(notBefore.getTime() - 20)
  })

  it('carries the correlation id of who asked for it', async () => {
    const seen: unknown[] = []
    start(async () => void seen.push(getCorrelationId()))
    await withContext({ request: { correlationId: 'corr-0001' } }, () => enqueue('traced'))
    await untilRow('traced', { status: 'done' })
    expect(seen).toEqual(['corr-0001'])
  })
})

describe('a failure', () => {
  it('is tried again after 1, 2, 4 … s, and is a dead letter after the last attempt', async () => {
    const attempts: number[] = []
    start(async (_, { attempt, isLast }) => {
      attempts.push(attempt)
      expect(isLast).toBe(attempt === maxAttempts)
      throw new OutboxFault(`refused for the ${attempt}. time`)
    })
    await enqueue('never')
    const delays: number[] = []
    for (let attempt = 1; attempt < maxAttempts; attempt++) {
      const row = await untilRow('never', { attempts: attempt, claim: null })
      delays.push(Math.round(Number(row.in_seconds) + 0.4))
      await makeDue('never')
    }
    const dead = await untilRow('never', { status: 'dead' })
    expect(dead).toMatchObject({ attempts: maxAttempts, last_fault: `refused for the ${maxAttempts}. time` })
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600])
    expect(attempts).toEqual(Array.from({ length: maxAttempts }, (_, index) => index + 1))
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', module: 'outbox', topic: 'greet', key: 'never' })
    expect(await renderMetrics()).toMatch(/autograph_outbox_attempts_total\{topic="greet",outcome="dead"\} 1/)
  })

  it('waits as long as the other side asks for', async () => {
    start(async () => {
      throw new OutboxFault('429', { retryAfterMs: 120_000 })
    })
    await enqueue('asked')
    expect((await untilRow('asked', { attempts: 1, claim: null })).in_seconds).toBeGreaterThan(110)
  })

  it('does not count while a circuit is open, and says nothing of what a library wrote', async () => {
    const faults = [new DependencyUnavailable('smtp', 'open', { retryAfterSeconds: 9 }), new Error('password=1234')]
    start(async () => {
      throw faults.shift()
    })
    await enqueue('open')
    const first = await untilRow('open', { attempts: 0, last_fault: 'circuit open' })
    expect(first.in_seconds).toBeGreaterThan(8)
    await makeDue('open')
    await untilRow('open', { attempts: 1, last_fault: 'Error' })
  })

  it('is also an attempt that takes too long', async () => {
    let aborted = false
    start((_, { signal }) => new Promise(() => signal.addEventListener('abort', () => (aborted = true))), {
      timeoutMs: 50,
    })
    await enqueue('slow')
    await untilRow('slow', { attempts: 1, last_fault: 'no answer in time', claim: null })
    expect(aborted).toBe(true)
  })
})

describe('several workers', () => {
  it('share what is there, and never do the same at once', async () => {
    const running = new Set<unknown>()
    const count = new Map<unknown, number>()
    const twice: unknown[] = []
    const handler: OutboxHandler = async (_, { key }) => {
      if (running.has(key)) twice.push(key)
      running.add(key)
      count.set(key, (count.get(key) ?? 0) + 1)
      await getPool().query('SELECT 1')
      running.delete(key)
    }
    for (let worker = 0; worker < 4; worker++) start(handler, { lookEveryMs: 20 })
    await Promise.all(Array.from({ length: 200 }, (_, index) => enqueue(`k${index}`)))
    await waitFor('all to be done', async () => (await readOutboxBacklog()).waiting === 0)
    expect(twice).toEqual([])
    expect([...count.values()]).toEqual(Array.from({ length: 200 }, () => 1))
  })

  it('take over what a process that ended had taken, when its lease is over', async () => {
    await enqueue('taken')
    const [gone] = await claimEffects({ topic: 'greet', claim: 'gone', atMost: 1, leaseMs: 300 })
    expect(gone).toMatchObject({ key: 'taken', attempts: 1 })
    const attempts: number[] = []
    start(async (_, { attempt }) => void attempts.push(attempt))
    await untilRow('taken', { status: 'done' })
    expect(attempts).toEqual([2])
  })

  it('end what ends the process each time', async () => {
    await enqueue('deadly')
    await getPool().query('UPDATE outbox SET attempts = $1', [maxAttempts])
    let asked = false
    start(async () => {
      asked = true
    })
    const row = await untilRow('deadly', { status: 'dead' })
    expect([asked, row.last_fault]).toEqual([false, 'the process ended during each attempt'])
  })
})

it('gives back what it does not finish when it stops, at once and uncounted', async () => {
  let begun = false
  const stop = start(() => {
    begun = true
    return new Promise(() => {})
  })
  await enqueue('unfinished')
  await waitFor('the attempt to begin', () => begun)
  await stop()
  expect(await readRow('unfinished')).toMatchObject({ status: 'waiting', attempts: 0, claim: null })
})

it('tells the backlog', async () => {
  await enqueue('a')
  await enqueue('b', { notBefore: new Date(Date.now() + 60_000) })
  await enqueue('c')
  await getPool().query(`UPDATE outbox SET status = 'dead' WHERE key = 'c'`)
  await getPool().query(`UPDATE outbox SET due_at = now() - interval '90 seconds' WHERE key = 'a'`)
  const backlog = await readOutboxBacklog()
  expect(backlog).toMatchObject({ waiting: 2, dead: 1 })
  expect(backlog.oldestSeconds).toBeGreaterThan(89)
  start(async () => {})
  await waitFor('the gauge', async () => /autograph_outbox_dead 1/.test(await renderMetrics()))
})
