import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import type { UserId } from '@/lib/core/ids'
import { admissionTopic } from '@/lib/features/auth/admission/chosen-admission'
import { isAdmitted } from '@/lib/features/auth/admission/is-admitted'
import { keyRevokedTopic, sessionChangedTopic, sessionRevokedTopic } from '@/lib/features/auth/events'
import { findActor } from '@/lib/features/auth/find-actor'
import { findActorAgain } from '@/lib/features/auth/find-actor-again'
import { findTicketActor } from '@/lib/features/auth/find-ticket-actor'
import { findDiagramEntry } from '@/lib/features/diagrams/find-diagram-access'
import type { DocumentGateway } from '@/lib/features/documents/document-gateway'
import { postgresDocumentStore } from '@/lib/features/documents/postgres-document-store'
import { limits } from '@/lib/features/documents/schema'
import { getProcessMessages } from '@/lib/platform/db/notify'
import { getLog } from '@/lib/platform/log/log'
import { findSocketAddress } from '@/lib/platform/net/peer-address'
import { refuseSocket } from '@/lib/platform/net/refuse-socket'
import { closeCodes, SocketRefusal } from './close-codes'
import { Connection } from './connection'
import { EchoSockets } from './echo-sockets'
import { findCorrelationId, isSyncPath, parseUpgrade } from './parse-upgrade'
import { replaceDocument } from './replace-document'
import { Rooms } from './rooms'
import { countOpened, meterSocket, readSocketLimits, SocketCounts } from './socket-limits'
import { startSyncCollector } from './sync-metrics'
import { defaultTimings, type SyncDeps, type SyncTimings } from './sync-options'
import { SyncWebSocket } from './sync-web-socket'
import { accessChangedTopic, diagramRenamedTopic } from './topics'

export interface SyncServer {
  /** Serves `/api/sync/:diagramId`; refuses any other path. Every refusal is a close code that a browser can read. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  gateway: DocumentGateway
  /** Makes everything durable, then closes every socket with 1012 and frees the leases. */
  stop(): Promise<void>
}

/** The composition root hands in how previews are drawn; tests replace more. */
export type SyncOptions = Partial<Omit<SyncDeps, 'timings'>> & { timings?: Partial<SyncTimings> }

/** More than a document of the largest size. */
const maxHeldBytes = 128 * 1024 * 1024
const closeGraceMs = 1_000

const accessChanged = z.object({ diagramId: z.string().optional(), userId: z.string().optional() })
const diagramRenamed = z.object({ diagramId: z.string() })
const keyRevoked = z.object({ keyId: z.string() })
const sessionMessage = z.object({ sessionId: z.string() })

export function startSync(options: SyncOptions = {}): SyncServer {
  const deps: SyncDeps = {
    findActor,
    findTicketActor,
    findActorAgain,
    isAdmitted,
    findDiagramEntry,
    renderPreview: null,
    components: null,
    store: postgresDocumentStore,
    messages: getProcessMessages(),
    maxDocumentBytes: limits.maxDocumentBytes,
    socketLimits: readSocketLimits(),
    maxHeldBytes,
    ...options,
    timings: { ...defaultTimings, ...options.timings },
  }
  const sync = new Sync(deps)
  return {
    handleUpgrade: (request, socket, head) => sync.handleUpgrade(request, socket, head),
    gateway: sync.gateway,
    stop: () => sync.stop(),
  }
}

class Sync implements SyncServer {
  readonly gateway: DocumentGateway
  private readonly rooms: Rooms
  private readonly connections = new Set<Connection>()
  private readonly sockets = new Set<SyncWebSocket>()
  private readonly counts: SocketCounts
  private readonly echo = new EchoSockets()
  private readonly server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: limits.maxMessageBytes,
    WebSocket: SyncWebSocket,
  })
  private readonly stops: (() => unknown)[]
  private isStopped = false

  constructor(private readonly deps: SyncDeps) {
    this.rooms = new Rooms(deps)
    this.counts = new SocketCounts(deps.socketLimits)
    this.server.on('wsClientError', (_, socket, { method }) => refuseSocket(socket, method === 'GET' ? 400 : 405))
    this.gateway = {
      replace: (write) => replaceDocument(this.rooms, write),
      accessChanged: (change) => deps.messages.publish(accessChangedTopic, change),
      renamed: (diagram) => deps.messages.publish(diagramRenamedTopic, diagram),
    }
    const rechecking = setInterval(() => this.recheck(() => true), deps.timings.recheckMs)
    this.stops = [
      () => clearInterval(rechecking),
      startSyncCollector({ listRooms: () => this.rooms.listOpen(), countSockets: () => this.sockets.size }),
      deps.messages.onResync(() => this.recheck(() => true)),
      deps.messages.subscribe(admissionTopic, () => this.recheck(() => true)),
      deps.messages.subscribe(accessChangedTopic, (payload) => {
        const { diagramId, userId } = accessChanged.parse(payload)
        this.recheck((one) => (!diagramId || one.diagramId === diagramId) && (!userId || one.isOf(userId as UserId)))
      }),
      deps.messages.subscribe(diagramRenamedTopic, (payload) => {
        const { diagramId } = diagramRenamed.parse(payload)
        this.recheck((one) => one.diagramId === diagramId && one.followsTitle)
      }),
      ...[sessionRevokedTopic, sessionChangedTopic].map((topic) =>
        deps.messages.subscribe(topic, (payload) => {
          const { sessionId } = sessionMessage.parse(payload)
          this.recheck((one) => one.isOfSession(sessionId))
        }),
      ),
      deps.messages.subscribe(keyRevokedTopic, (payload) => {
        const { keyId } = keyRevoked.parse(payload)
        this.recheck((one) => one.isOfKey(keyId))
      }),
    ]
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.isStopped && this.echo.handleUpgrade(request, socket, head)) return
    if (!isSyncPath(request.url)) {
      refuseSocket(socket, 404)
      return
    }
    this.server.handleUpgrade(request, socket, head, (raw) => this.accept(raw, request))
  }

  async stop(): Promise<void> {
    this.isStopped = true
    await this.rooms.stop()
    for (const raw of this.sockets) raw.close(closeCodes.restarting, 'the server is restarting')
    await this.waitUntilClosed()
    for (const raw of this.sockets) raw.terminate()
    this.echo.stop()
    await Promise.all(this.stops.map((stop) => stop()))
  }

  private accept(raw: SyncWebSocket, request: IncomingMessage): void {
    const [log, correlationId] = [getLog('sync'), findCorrelationId(request)]
    this.sockets.add(raw)
    raw.on('close', () => this.sockets.delete(raw))
    try {
      if (this.isStopped) throw new SocketRefusal(closeCodes.restarting, 'the server is restarting')
      const asked = { ...parseUpgrade(request), correlationId }
      const address = findSocketAddress(request)
      this.counts.enter(raw, address)
      const { deps, rooms } = this
      const admit = () => countOpened(address, deps.socketLimits)
      const connection = { ...asked, address, deps, rooms, raw, admit, headers: request.headers }
      this.connect(new Connection({ ...connection, log: log.child({ diagramId: asked.diagramId }) }), raw)
    } catch (error) {
      raw.on('error', () => {})
      const refusal = error instanceof SocketRefusal ? error : new SocketRefusal(closeCodes.internal, 'not understood')
      log.info({ err: error, code: refusal.code, correlationId }, 'socket refused')
      raw.close(refusal.code, refusal.message)
    }
  }

  private connect(connection: Connection, raw: SyncWebSocket): void {
    this.connections.add(connection)
    raw.on('close', () => this.connections.delete(connection))
    const { socketLimits } = this.deps
    meterSocket(raw, socketLimits, ({ code, message }) => connection.close(code, message))
    void connection.start().then(() => {
      const { userId } = connection
      const own = [...this.connections].filter((other) => userId && other.userId === userId)
      if (socketLimits.perUser === 0 || own.length <= socketLimits.perUser) return
      connection.close(closeCodes.tooMany, 'too many connections of one person')
    })
  }

  private recheck(concerns: (connection: Connection) => boolean): void {
    for (const connection of this.connections) if (concerns(connection)) void connection.recheck()
  }

  private async waitUntilClosed(): Promise<void> {
    const deadlineMs = performance.now() + closeGraceMs
    while (this.sockets.size > 0 && performance.now() < deadlineMs)
      await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
