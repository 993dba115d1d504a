import { createClient } from 'redis'
import { secondMs } from '@/lib/core/time'

/** Silence this long, although each connection is pinged, means that nobody is at the other end. */
const silenceMs = 15 * secondMs
const pingEveryMs = 5 * secondMs
const maxReconnectDelayMs = secondMs / 2

const minConnections = 2
const maxConnections = 50
/** Commands that one connection carries at a time before another is opened. */
const fullAt = 32
const shrinkEveryMs = 30 * secondMs

interface Connection {
  client: ReturnType<typeof connect>
  inFlight: number
}

export interface RedisPool {
  send(command: string[]): Promise<unknown>
  /** Settles with the first connection or the first failure to connect; null from then on. */
  firstConnection(): Promise<void> | null
  countConnections(): number
  close(): void
}

/**
 * Connections to one server, up to 50. Commands share them without waiting for each other's answers, which takes half the
 * processor time of lending a connection to one command at a time; more are opened only when these are full.
 */
export function createRedisPool({ url, onFault }: { url: string; onFault(error: unknown): void }): RedisPool {
  const connections = new Set<Connection>()
  const first = makeFirst()
  const add = () => {
    const client = connect(url, onFault)
    for (const event of ['ready', 'error']) client.once(event, first.settle)
    connections.add({ client, inFlight: 0 })
  }
  while (connections.size < minConnections) add()

  function findLeastBusy(): Connection | null {
    let best: Connection | null = null
    for (const one of connections) {
      if (one.client.isReady && (best === null || one.inFlight < best.inFlight)) best = one
    }
    if (best && best.inFlight >= fullAt && connections.size < maxConnections) add()
    return best
  }

  const shrinking = setInterval(() => {
    for (const one of connections) {
      if (connections.size > minConnections && one.inFlight === 0) drop(one)
    }
  }, shrinkEveryMs)
  shrinking.unref()

  function drop(connection: Connection): void {
    connections.delete(connection)
    connection.client.destroy()
  }

  return {
    async send(command) {
      const connection = findLeastBusy()
      if (!connection) throw Object.assign(new Error('no connection stands'), { code: 'OFFLINE' })
      connection.inFlight++
      try {
        return await connection.client.sendCommand(command)
      } finally {
        connection.inFlight--
      }
    },
    firstConnection: () => first.outcome,
    countConnections: () => [...connections].filter(({ client }) => client.isReady).length,
    close() {
      clearInterval(shrinking)
      for (const one of connections) drop(one)
    },
  }
}

function makeFirst() {
  const first = { outcome: null as Promise<void> | null, settle: () => {} }
  first.outcome = new Promise((resolve) => {
    first.settle = () => {
      first.outcome = null
      resolve()
    }
  })
  return first
}

function connect(url: string, onFault: (error: unknown) => void) {
  const client = createClient({
    url,
    RESP: 2,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    // What cannot be sent now fails now; waiting is what callers cannot afford.
    disableOfflineQueue: true,
    pingInterval: pingEveryMs,
    socket: { connectTimeout: 5 * secondMs, socketTimeout: silenceMs, reconnectStrategy: computeReconnectDelayMs },
  })
  client.on('error', onFault)
  client.connect().catch(onFault)
  return client
}

/** 50 ms, then twice as long each time up to half a second, and up to as much again so that not all come at once. */
function computeReconnectDelayMs(retries: number): number {
  return Math.min(50 * 2 ** retries, maxReconnectDelayMs) * (1 + Math.random())
}
