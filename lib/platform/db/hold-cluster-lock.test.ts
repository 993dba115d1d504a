import { spawn } from 'node:child_process'
import { afterEach, describe, expect, it } from 'vitest'
import { useDatabase } from '@/lib/testing/database'
import { runSql } from '@/lib/testing/run-sql'
import { waitFor } from '@/lib/testing/wait-for'
import { type ClusterLock, holdClusterLock, holdsLockSql, type LockState } from './hold-cluster-lock'
import { getPool } from './pool'

const database = useDatabase()

const locks: ClusterLock[] = []
afterEach(async () => {
  await Promise.all(locks.splice(0).map((lock) => lock.stop()))
})

interface Held {
  lock: ClusterLock
  seen: LockState[]
}

function hold(given: { silentAfterMs?: number; connectionString?: string } = {}): Held {
  const seen: LockState[] = []
  const connectionString = given.connectionString ?? database.url
  const onChanged = (state: LockState) => void seen.push(state)
  const lock = holdClusterLock({
    name: 'test',
    everyMs: 25,
    silentAfterMs: 1_000,
    ...given,
    connectionString,
    onChanged,
  })
  locks.push(lock)
  return { lock, seen }
}

const untilHeld = ({ lock }: Held) => waitFor('the lock to be held', () => lock.state === 'held')
const listHolders = (held: readonly Held[]) => held.filter(({ lock }) => lock.state === 'held')

describe('a lock of the cluster', () => {
  it('is held by one, and by another as soon as that one stops', async () => {
    const all = [hold(), hold(), hold()]
    const first = await waitFor('one to hold it', () => listHolders(all)[0])
    expect(listHolders(all)).toHaveLength(1)
    await first.lock.stop()
    const second = await waitFor('the next to hold it', () => listHolders(all)[0])
    expect([first.lock.state, listHolders(all).length, second === first]).toEqual(['waiting', 1, false])
  })

  it('knows in a transaction who holds it', async () => {
    const held = hold()
    await untilHeld(held)
    const holds = async () => (await getPool().query(holdsLockSql, ['test', held.lock.backendPid])).rows[0]?.held
    expect(await holds()).toBe(true)
    const pid = held.lock.backendPid
    await held.lock.stop()
    await waitFor('the server to notice', async () => {
      return !(await getPool().query(holdsLockSql, ['test', pid])).rows[0]?.held
    })
  })

  it('comes back to who has lost its connection, or goes to who asks first', async () => {
    const first = hold()
    await untilHeld(first)
    await runSql(database.url, `SELECT pg_terminate_backend(${first.lock.backendPid})`)
    await waitFor('it to be noticed', () => first.seen.length > 1)
    await untilHeld(first)
    const second = hold()
    await runSql(database.url, `SELECT pg_terminate_backend(${first.lock.backendPid})`)
    await waitFor('one of them to hold it', () => listHolders([first, second]).length === 1)
  })

  it('is taken from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', holderScript], {
      env: { ...process.env, HOLD_URL: database.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const waiting = hold({ silentAfterMs: 60_000 })
    await waitFor('a look', async () => waiting.lock.state === 'waiting')
    child.kill('SIGKILL')
    await untilHeld(waiting)
  })

  it('is taken from a process that is frozen, which cannot use it any more', async () => {
    const child = spawn(process.execPath, ['-e', holderScript], {
      env: { ...process.env, HOLD_URL: database.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.kill('SIGSTOP')
    const startMs = performance.now()
    await untilHeld(hold({ silentAfterMs: 500 }))
    expect(performance.now() - startMs).toBeLessThan(10_000)
    const gone = new Promise((resolve) => child.once('exit', (code) => resolve(code)))
    child.kill('SIGCONT')
    expect(await gone).toBe(7)
  })

  it('is kept apart from one that the database has forgotten only because it is away', async () => {
    const held = hold()
    const other = hold({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' })
    await untilHeld(held)
    await waitFor('a few looks', () => other.lock.state === 'waiting')
    expect(other.seen).toEqual([])
  })
})

/** Holds the lock and says so; ends with 7 when its connection is ended. */
const holderScript = `
  const pg = require('pg')
  const client = new pg.Client({ connectionString: process.env.HOLD_URL })
  client.on('error', () => process.exit(7))
  client.connect()
    .then(() => client.query("SELECT pg_try_advisory_lock(hashtextextended('autograph.lock:test', 0))"))
    .then(() => console.log('held'))
  setInterval(() => {}, 1000)
`
