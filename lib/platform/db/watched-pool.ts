import pg from 'pg'
import { bindContext } from '../bind-context'
import { getLog } from '../log/log'
import { patientTimeout } from '../patient-timeout'
import { DatabaseWatch } from './database-watch'
import { isDatabaseUnreachable } from './is-database-unreachable'
import { watchQueries } from './watch-queries'

/** What takes longer makes us ask whether the database is there; most statements take a thousandth of it. */
const suspectAfterLooks = 4
const lookEveryMs = 250
const askTimeoutMs = 2_000
const askEveryMs = 300

/** Thrown at once while the database is known not to answer. */
export class DatabaseDown extends Error {
  override readonly name = 'DatabaseDown'
  readonly code = 'DATABASE_DOWN'

  constructor() {
    super('the database does not answer')
  }
}

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void

/**
 * A pool that does not let people wait for a database that is gone, paused or cut off: it notices within seconds, ends
 * the statements that hang, refuses new ones at once, and serves again as soon as the database answers.
 */
export class WatchedPool extends pg.Pool {
  /** Connections in use → how often we have looked since. Looks are counted, not time: see `patientTimeout`. */
  private readonly busy = new Map<pg.PoolClient, number>()
  private readonly watch: DatabaseWatch
  private readonly looking: NodeJS.Timeout

  constructor(config: pg.PoolConfig) {
    super(config)
    this.watch = new DatabaseWatch({
      ask: () => answers(config.connectionString),
      askEveryMs,
      onDown: () => getLog('db').error('the database does not answer; requests are refused until it does'),
      onUp: (downMs) => getLog('db').info({ downMs: Math.round(downMs) }, 'the database answers again'),
    })
    this.on('connect', watchQueries)
    this.on('acquire', (client) => this.busy.set(client, 0))
    this.on('release', (error, client) => this.takeBack(error, client))
    this.looking = setInterval(() => this.look(), lookEveryMs)
    this.looking.unref()
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Connected): void
  // biome-ignore lint/suspicious/noConfusingVoidType: as the types of pg have it.
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    if (!callback) {
      if (this.watch.isDown) return Promise.reject(new DatabaseDown())
      return super.connect().catch((error) => {
        this.watch.suspect()
        throw error
      })
    }
    if (this.watch.isDown) {
      setImmediate(callback, new DatabaseDown(), undefined, () => {})
      return
    }
    // Else whoever waited would go on in the context, and under the correlation id, of whoever gave the connection back.
    const answer = bindContext(callback)
    super.connect((error, client, done) => {
      if (error) this.watch.suspect()
      answer(error, client, done)
    })
  }

  override async end(): Promise<void> {
    clearInterval(this.looking)
    this.watch.stop()
    await super.end()
  }

  private takeBack(error: Error | undefined, client: pg.PoolClient): void {
    this.busy.delete(client)
    if (error && isDatabaseUnreachable(error)) this.watch.suspect()
    // Given up in the middle of a transaction, for example by a timeout: the next user's work would become part of it.
    if (!error && client.getTransactionStatus() !== 'I') endNow(client)
  }

  private look(): void {
    for (const [client, looks] of this.busy) this.busy.set(client, looks + 1)
    const slow = [...this.busy].filter(([, looks]) => looks > suspectAfterLooks)
    if (slow.length === 0) return
    if (this.watch.isDown) for (const [client] of slow) endNow(client)
    else this.watch.suspect()
  }
}

/** With a statement under way this breaks the connection, so the statement fails at once. */
function endNow(client: pg.PoolClient): void {
  // Typed without it, because whoever borrows a client must not end it.
  if (client instanceof pg.Client) client.end().catch(() => {})
}

async function answers(connectionString: string | undefined): Promise<boolean> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  const timeout = patientTimeout(askTimeoutMs)
  try {
    return await Promise.race([ask(client), timeout.expired.then(() => false)])
  } finally {
    timeout.stop()
    // `end` would wait for an answer that is not coming.
    client.connection.stream.destroy()
  }
}

async function ask(client: pg.Client): Promise<boolean> {
  try {
    await client.connect()
    await client.query('SELECT 1')
    return true
  } catch (error) {
    // Too many connections, a changed password: it is there, and says so itself to whoever asks.
    return error instanceof pg.DatabaseError && !/^57P0/.test(error.code ?? '')
  }
}
