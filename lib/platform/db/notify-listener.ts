import pg from 'pg'
import { getLog } from '../log/log'
import { holdLivenessSql } from './process-liveness'

const channel = 'autograph'
const checkEveryMs = 15_000
const reconnectDelaysMs = [50, 100, 250, 500, 1_000]

export const notifySql = `SELECT pg_notify('${channel}', $1)`

interface ListenerOptions {
  connectionString: string | undefined
  processId: string
  onMessage(payload: string): void
  /** The connection stands, the first time or again: messages sent in between are lost. */
  onConnected(): void
  /** It broke; messages are missed until it stands again. */
  onLost(): void
}

/** Keeps one connection that listens, and reconnects for as long as it takes. Returns its stop. */
export function startNotifyListener(options: ListenerOptions): () => Promise<void> {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let stopped = false

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: options.connectionString,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    })
    client = next
    next.on('error', (error) => lose(next, error))
    next.on('end', () => lose(next, new Error('the connection ended')))
    next.on('notification', (message) => options.onMessage(message.payload ?? ''))
    try {
      await next.connect()
      await next.query(holdLivenessSql, [options.processId])
      await next.query(`LISTEN ${channel}`)
    } catch (error) {
      lose(next, error)
      return
    }
    if (client !== next) return
    failures = 0
    timer = setInterval(() => next.query('SELECT 1').catch((error) => lose(next, error)), checkEveryMs)
    options.onConnected()
  }

  function lose(lost: pg.Client, error: unknown): void {
    if (lost !== client || stopped) return
    client = null
    options.onLost()
    clearInterval(timer)
    lost.end().catch(() => {})
    const delayMs = reconnectDelaysMs[Math.min(failures++, reconnectDelaysMs.length - 1)]
    getLog('db').warn({ err: error, delayMs }, 'the listening database connection was lost; reconnecting')
    timer = setTimeout(connect, delayMs)
  }

  void connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end().catch(() => {})
  }
}
