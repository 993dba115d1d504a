import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { secondMs } from '@/lib/core/time'
import { getLog } from '../log/log'
import { isDatabaseUnreachable } from './is-database-unreachable'

/**
 * `held`: this process is the one. `waiting`: another one is, or nobody knows. `cut_off`: this process was the one when the
 * database went away, and nobody can have taken its place there.
 */
export type LockState = 'held' | 'waiting' | 'cut_off'

interface ClusterLockOptions {
  name: string
  connectionString: string | undefined
  onChanged(state: LockState): void
  /** How often the holder shows that it lives, and others ask whether it does. */
  everyMs?: number
  /** A holder that has shown nothing for so long is frozen: its connection is ended, and the lock with it. */
  silentAfterMs?: number
}

export interface ClusterLock {
  readonly state: LockState
  /** Names the connection that holds it, for `holdsLockSql`; null while none does. */
  readonly backendPid: number | null
  stop(): Promise<void>
}

const timeoutMs = 3 * secondMs
const keySql = (name: string) => `hashtextextended('autograph.lock:' || ${name}, 0)`
const ownLockSql = `locktype = 'advisory' AND granted AND objsubid = 1
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND (classid::bigint << 32) + objid::bigint = ${keySql('$1')}`

/** Whether the connection `$2` still holds the lock `$1`: asked within a transaction, it keeps out whoever has lost it. */
export const holdsLockSql = `SELECT EXISTS (SELECT 1 FROM pg_locks WHERE ${ownLockSql} AND pid = $2::int) AS held`

const tryLockSql = `SELECT pg_backend_pid() AS pid, pg_try_advisory_lock(${keySql('$1')}) AS locked`

const endSilentSql = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
   WHERE pid IN (SELECT pid FROM pg_locks WHERE ${ownLockSql})
     AND (pid = $2::int OR state_change < clock_timestamp() - make_interval(secs => $3::float8 / 1000))`

/** Holds a lock for as long as this process lives, or waits until it can. The lock goes with the connection. */
export function holdClusterLock(options: ClusterLockOptions): ClusterLock {
  const lock = new HeldLock(options)
  void lock.run()
  return lock
}

class HeldLock implements ClusterLock {
  state: LockState = 'waiting'
  backendPid: number | null = null
  /** Of the connection before this one, which the server may not know to be lost. */
  private formerPid: number | null = null
  private readonly stopping = new AbortController()
  private ended = Promise.resolve()
  private client: pg.Client | null = null

  constructor(private readonly options: ClusterLockOptions) {}

  private get isStopped(): boolean {
    return this.stopping.signal.aborted
  }

  run(): Promise<void> {
    this.ended = this.keepTrying()
    return this.ended
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    this.client?.connection.stream.destroy()
    await this.ended
  }

  private async keepTrying(): Promise<void> {
    while (!this.isStopped) {
      await this.holdWhileConnected().catch((error) => this.lose(error))
      await this.pause()
    }
    this.become('waiting')
  }

  private async holdWhileConnected(): Promise<void> {
    const { connectionString, name, silentAfterMs = 20 * secondMs } = this.options
    const client = new pg.Client({
      connectionString,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
      keepAlive: true,
    })
    this.client = client
    client.on('error', () => {})
    try {
      await client.connect()
      while (!this.isStopped) {
        const { rows } = await client.query<{ pid: number; locked: boolean }>(tryLockSql, [name])
        if (rows[0]?.locked) return await this.hold(client, rows[0].pid)
        this.become('waiting')
        await client.query(endSilentSql, [name, this.formerPid, silentAfterMs])
        await this.pause()
      }
    } finally {
      this.client = null
      // `end` would wait for an answer that may not come.
      client.connection.stream.destroy()
    }
  }

  private async hold(client: pg.Client, pid: number): Promise<void> {
    this.backendPid = pid
    this.formerPid = pid
    this.become('held')
    while (!this.isStopped) {
      await client.query('SELECT 1')
      await this.pause()
    }
  }

  private lose(error: unknown): void {
    if (this.isStopped) return
    this.backendPid = null
    if (this.state === 'held')
      getLog('db').warn({ err: error, lock: this.options.name }, 'a lock was lost; it is asked for again')
    // Ended by another process: that one has it now, or will have.
    const isEnded = error instanceof pg.DatabaseError && error.code === '57P01'
    if (this.state === 'waiting' || isEnded || !isDatabaseUnreachable(error)) this.become('waiting')
    else this.become('cut_off')
  }

  private become(state: LockState): void {
    if (this.state === state) return
    this.state = state
    if (state !== 'held') this.backendPid = null
    this.options.onChanged(state)
  }

  private async pause(): Promise<void> {
    const { everyMs = 2 * secondMs } = this.options
    const ms = this.state === 'cut_off' ? Math.min(everyMs, 500) : everyMs
    await delay(ms, undefined, { signal: this.stopping.signal, ref: false }).catch(() => {})
  }
}
