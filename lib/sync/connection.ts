import type { IncomingHttpHeaders } from 'node:http'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import type { Actor } from '@/lib/core/actor'
import type { DiagramId, UserId } from '@/lib/core/ids'
import { type DiagramAccess, isAllowed } from '@/lib/features/diagrams/policy'
import { withContext } from '@/lib/platform/work-context'
import { type CloseCode, closeCodes, SocketRefusal } from './close-codes'
import { ConnectionComponents } from './connection-components'
import type { RoomSession } from './room-session'
import type { Rooms } from './rooms'
import type { SyncDeps } from './sync-options'

interface Grant {
  actor: Actor
  access: DiagramAccess
  title: string
}

export interface ConnectionOptions {
  deps: SyncDeps
  rooms: Rooms
  raw: WebSocket
  headers: IncomingHttpHeaders
  /** Where it comes from, as limits count it. */
  address: string | null
  /** Throws `SocketRefusal` when there are too many already. */
  admit: () => Promise<void>
  diagramId: DiagramId
  /** The tab's id, as its client chose it. */
  sessionId: string
  /** In the place of what the headers say. */
  ticket: string | null
  /** The client wants to know what the diagram is called, now and whenever it is renamed. */
  followsTitle: boolean
  /** The client understands how components are told. */
  followsComponents: boolean
  /** What every line and statement that it causes carries. */
  correlationId: string
  log: Logger
}

const recheckRetryMs = 1_000
const startWithinMs = 20_000

/** One accepted socket, from its authorization to its end; its right to be there is checked again whenever asked. */
export class Connection {
  readonly diagramId: DiagramId
  private grant: Grant | null = null
  private session: RoomSession | null = null
  /** Counts the reasons to look at the rights again, so that a check that was under way counts for nothing. */
  private checks = 0
  private isOver = false
  private toldTitle: string | null = null
  private readonly components: ConnectionComponents | null

  constructor(private readonly options: ConnectionOptions) {
    this.diagramId = options.diagramId
    const source = options.followsComponents ? options.deps.components : null
    this.components = source && new ConnectionComponents(source, (event) => this.session?.socket.sendMessage(event))
    options.raw.on('error', (error) => this.inContext(() => options.log.warn({ err: error }, 'socket error')))
    options.raw.on('close', (code) => {
      this.isOver = true
      this.components?.stop()
      this.inContext(() => options.log.info({ code }, 'socket closed'))
      options.rooms.noteLeft(this.diagramId)
    })
  }

  get followsTitle(): boolean {
    return this.options.followsTitle
  }

  get userId(): UserId | null {
    return this.grant?.actor.type === 'user' ? this.grant.actor.id : null
  }

  isOf(userId: UserId): boolean {
    // Not yet known whose it is: better one check too many.
    return this.grant === null || this.userId === userId
  }

  isOfSession(sessionId: string): boolean {
    return this.grant === null || (this.grant.actor.type === 'user' && this.grant.actor.sessionId === sessionId)
  }

  isOfKey(keyId: string): boolean {
    return this.grant === null || (this.grant.actor.type === 'user' && this.grant.actor.key?.id === keyId)
  }

  /** Authorizes and enters the room; nothing is read from the socket before. */
  start(): Promise<void> {
    return this.inContext(() => this.authorizeAndEnter())
  }

  private async authorizeAndEnter(): Promise<void> {
    this.options.raw.pause()
    const timer = setTimeout(() => this.giveUp(), startWithinMs)
    try {
      await this.options.admit()
      const grant = await this.authorize()
      if (this.isOver) return
      this.grant = grant
      await this.enter(grant)
    } catch (error) {
      this.refuse(error)
    } finally {
      clearTimeout(timer)
      if (!this.isOver) this.options.raw.resume()
    }
  }

  /**
   * Looks at the rights again: the socket is closed when they are gone, and has to come back when they changed. Tells a new
   * title too, so that one whose message was missed is told in the end.
   */
  recheck(): Promise<void> {
    return this.inContext(() => this.authorizeAgain())
  }

  private async authorizeAgain(): Promise<void> {
    this.checks++
    if (!this.session || this.isOver) return
    try {
      const before = this.grant
      const grant = await this.authorize()
      const { access, title } = grant
      this.grant = grant
      this.tellTitle(title)
      this.components?.identify(grant.actor)
      if (before && isAllowed(before.access, 'edit') !== isAllowed(access, 'edit')) {
        this.close(closeCodes.restarting, 'your access changed')
      }
    } catch (error) {
      if (error instanceof SocketRefusal) {
        this.refuse(error)
        return
      }
      this.options.log.warn({ err: error }, 'access could not be checked; trying again')
      setTimeout(() => void this.recheck(), recheckRetryMs).unref()
    }
  }

  private inContext<T>(work: () => T): T {
    return withContext({ request: { correlationId: this.options.correlationId } }, work)
  }

  private giveUp(): void {
    this.isOver = true
    this.refuse(new Error(`not in the room after ${startWithinMs} ms`))
    // Paused, it would not read the answer to the close.
    this.options.raw.resume()
  }

  close(code: CloseCode, reason: string): void {
    if (this.session) this.session.end(code, reason)
    else this.options.raw.close(code, reason)
  }

  private async authorize(): Promise<Grant> {
    const { deps, diagramId, address } = this.options
    for (;;) {
      const { checks } = this
      if (!(await deps.isAdmitted(address))) throw new SocketRefusal(closeCodes.notAllowed, 'not from this network')
      const actor = await this.findActor()
      const entry = await deps.findDiagramEntry({ actor, diagramId })
      if (checks !== this.checks) continue
      if (entry) return { actor, ...entry }
      if (actor.type === 'anonymous') throw new SocketRefusal(closeCodes.notAuthenticated, 'sign in first')
      throw new SocketRefusal(closeCodes.noSuchDiagram, 'there is no such diagram, or you may not see it')
    }
  }

  private findActor(): Promise<Actor> {
    const { deps, headers, ticket, diagramId } = this.options
    if (ticket === null) {
      return deps.findActor({ cookie: headers.cookie ?? null, authorization: headers.authorization ?? null })
    }
    // A ticket lasts for a moment, the session that it stands for goes on.
    const known = this.grant?.actor
    return known?.type === 'user' ? deps.findActorAgain(known) : deps.findTicketActor(ticket, diagramId)
  }

  private async enter({ actor, access, title }: Grant): Promise<void> {
    const { rooms, raw, sessionId, log, diagramId } = this.options
    const { checks } = this
    await rooms.use(diagramId, (room) => {
      if (this.isOver) return
      this.components?.identify(actor)
      const onWatch = (ids: readonly string[]) => this.components?.watch(ids)
      this.session = room.join({ raw, meta: { userId: this.userId, sessionId, access }, log, onWatch })
      this.components?.offer()
    })
    this.tellTitle(title)
    log.info({ userId: this.userId, access }, 'socket opened')
    if (checks !== this.checks) await this.recheck()
  }

  private tellTitle(title: string): void {
    if (!this.followsTitle || title === this.toldTitle) return
    this.toldTitle = title
    this.session?.socket.sendMessage({ type: 'diagram', title })
  }

  private refuse(error: unknown): void {
    const { log } = this.options
    if (error instanceof SocketRefusal) {
      log.info({ code: error.code, reason: error.message }, 'socket refused')
      this.close(error.code, error.message)
    } else {
      log.error({ err: error }, 'a socket could not be served')
      this.close(closeCodes.tryAgainLater, 'the server cannot reach the database')
    }
  }
}
