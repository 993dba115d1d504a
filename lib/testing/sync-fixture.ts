import { afterEach } from 'vitest'
import { WebSocket } from 'ws'
import type { DiagramId, SessionId, UserId } from '@/lib/core/ids'
import { createProcessMessages } from '@/lib/platform/db/notify'
import type { DataEvent, ServerEvent } from '@/lib/sync/protocol'
import type { SyncOptions } from '@/lib/sync/start-sync'
import { insertDiagram } from './factories'
import { SyncClient, type SyncClientOptions } from './sync-client'
import { headersOf, startTestSyncServer, type TestSyncServer } from './sync-server'

interface Seat {
  server: TestSyncServer
  diagramId: DiagramId
  userId: UserId
  login?: SessionId
}

/** Servers, diagrams and clients that are gone after each test. */
export function useSync() {
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  /** A server that believes it is a process of its own. */
  async function startServer(options: SyncOptions = {}): Promise<TestSyncServer> {
    const server = await startTestSyncServer({ messages: createProcessMessages(), ...options })
    ends.push(() => server.stop())
    return server
  }

  function connect({ server, diagramId, userId, login }: Seat, options: Partial<SyncClientOptions> = {}): SyncClient {
    const client = new SyncClient({
      getUrl: () => server.urlOf(diagramId),
      headers: headersOf(userId, login),
      ...options,
    })
    ends.push(() => client.stop())
    return client
  }

  /** A socket without a client. */
  function openRaw({ server, diagramId, userId, login }: Seat, { query = '', headers = {} } = {}): RawClient {
    const raw = new RawClient(`${server.urlOf(diagramId)}${query}`, { ...headersOf(userId, login), ...headers })
    ends.push(() => raw.socket.terminate())
    return raw
  }

  /** A server and a new diagram of a new owner. */
  async function open(options: SyncOptions = {}) {
    const server = await startServer(options)
    const { id, ownerId } = await insertDiagram()
    const seat: Seat = { server, diagramId: id, userId: ownerId }
    return { ...seat, seat, connect: (given: Partial<SyncClientOptions> = {}) => connect(seat, given) }
  }

  return { startServer, connect, open, openRaw }
}

export class RawClient {
  readonly socket: WebSocket
  readonly received: string[] = []
  /** Our pushes' answers by their clock. */
  readonly answers = new Map<number, DataEvent>()
  readonly closed: Promise<{ code: number; reason: string }>
  readonly opened: Promise<void>

  constructor(url: string, headers: Record<string, string>) {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
    this.socket = new WebSocket(url, { headers: given })
    this.socket.on('message', (data) => this.receive(String(data)))
    this.socket.on('error', () => {})
    this.opened = new Promise((resolve) => this.socket.on('open', resolve))
    this.closed = new Promise((resolve) =>
      this.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })),
    )
  }

  private receive(text: string): void {
    this.received.push(text)
    const event: ServerEvent = JSON.parse(text)
    if (event.type !== 'data') return
    for (const each of event.data) if (each.type === 'push_result') this.answers.set(each.clientClock, each)
  }

  async send(message: object | string): Promise<void> {
    await this.opened
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }
}
