import type { Logger } from 'pino'
import type { UserId } from '@/lib/core/ids'
import { type DiagramAccess, isAllowed } from '@/lib/features/diagrams/policy'
import { limits } from '@/lib/features/documents/schema'
import { type CloseCode, closeCodes } from './close-codes'
import type { DocumentRoom, SessionMeta } from './document-room'
import { type DurabilityGate, HeldSocket, type RawSocket } from './held-socket'
import { MessageAssembler } from './message-assembler'
import { computeGrowth, type ParsedMessage, parseClientMessage } from './parse-client-message'
import type { ClientEvent } from './protocol'
import type { RecordSizes } from './record-sizes'
import { countReconnect, getTraffic } from './sync-metrics'

/** The part of a room that its sessions need. */
export interface SessionHost extends DurabilityGate {
  readonly document: DocumentRoom
  readonly sizes: RecordSizes
  readonly maxDocumentBytes: number
  readonly isOpen: boolean
  noteEditorOf(change: () => void, editorId: UserId | null): void
}

/** The part of a `ws` socket that a session needs. */
export interface SessionSocket extends RawSocket {
  on(event: 'message', listener: (data: { toString(): string }) => void): unknown
  on(event: 'close' | 'error', listener: () => void): unknown
}

export interface SessionOptions {
  raw: SessionSocket
  meta: SessionMeta
  log: Logger
  /** Asks how these components are. */
  onWatch(components: readonly string[]): void
}

type Parsed = Extract<ParsedMessage, { ok: true }>
type Message = Parsed & { message: ClientEvent }

/**
 * One socket in a room. Events are forwarded by hand: the library knows sessions, not sockets, so a late `close` of a
 * socket that a tab has already replaced would end the tab's new session.
 */
export class RoomSession {
  /** The same tab of the same person. Nobody can take over somebody else's session by sending its id. */
  readonly key: string
  readonly socket: HeldSocket
  private readonly assembler = new MessageAssembler(limits.maxMessageBytes)
  private readonly traffic = getTraffic()
  private isOver = false

  constructor(
    private readonly room: SessionHost,
    private readonly options: SessionOptions,
    private readonly onOver: () => void,
  ) {
    const { meta, raw } = options
    this.key = `${meta.userId ?? ''}/${meta.sessionId}`
    this.socket = new HeldSocket(raw, room)
  }

  get access(): DiagramAccess {
    return this.options.meta.access
  }

  start(): void {
    const { raw, meta } = this.options
    this.room.document.handleNewSession({
      sessionId: this.key,
      socket: this.socket,
      meta,
      isReadonly: !isAllowed(meta.access, 'edit'),
    })
    raw.on('message', (data) => this.receive(data))
    raw.on('close', () => this.leave())
    raw.on('error', () => this.leave())
  }

  /** Closes the socket; the room's session stays, for the socket that replaces this one. */
  close(code: CloseCode, reason: string): void {
    this.isOver = true
    this.socket.close(code, reason)
    this.onOver()
  }

  /** Closes the socket and ends the session. */
  end(code: CloseCode, reason: string): void {
    if (this.isOver) return
    this.close(code, reason)
    this.room.document.handleClose(this.key)
  }

  private leave(): void {
    if (this.isOver) return
    this.isOver = true
    this.room.document.handleClose(this.key)
    this.onOver()
  }

  private receive(data: { toString(): string }): void {
    if (this.isOver || !this.room.isOpen) return
    const text = String(data)
    this.traffic.in.messages++
    this.traffic.in.bytes += text.length
    const assembled = this.assembler.push(text)
    switch (assembled.type) {
      case 'incomplete':
        return
      case 'malformed':
        this.refuse(closeCodes.malformedFrame, 'a chunk of a message is out of order')
        return
      case 'too-large':
        this.refuse(closeCodes.tooLarge, 'a message may have at most 8 MiB')
        return
      case 'message':
        this.handle(parseClientMessage(assembled.text), assembled.text.length)
    }
  }

  private handle(parsed: ParsedMessage, length: number): void {
    if (!parsed.ok) this.refuse(closeCodes.refusedByProtocol, parsed.reason, parsed.fault)
    else if (parsed.message.type === 'watch') this.options.onWatch(parsed.message.components)
    else if (this.fits(parsed.message, length)) this.apply({ ...parsed, message: parsed.message })
    else this.refuse(closeCodes.tooLarge, 'a document may have at most 100 MiB')
  }

  private apply(parsed: Message): void {
    const { document } = this.room
    const message = parsed.message.type === 'push' ? document.fitPush(this.key, parsed.message) : parsed.message
    if (message.type === 'connect' && message.lastServerClock > 0) countReconnect()
    const isChanged = parsed.isChanged || message !== parsed.message
    if (isChanged && message.type === 'push' && message.diff) {
      this.socket.answerWithRebase(message.clientClock, message.diff)
    }
    this.room.noteEditorOf(() => {
      // Runs to its end before it returns; only its errors come later.
      document.handleMessage(this.key, message).catch((error) => {
        this.options.log.warn({ err: error }, 'a message could not be applied')
        document.rejectSession(this.key, 'INVALID_RECORD')
      })
    }, this.options.meta.userId)
  }

  private fits(message: ClientEvent, length: number): boolean {
    const { sizes, maxDocumentBytes } = this.room
    // One character of the message makes at most three bytes of UTF-8.
    if (message.type !== 'push' || !message.diff || sizes.total + 3 * length <= maxDocumentBytes) return true
    const growth = computeGrowth(message.diff, (id) => sizes.get(id))
    return growth <= 0 || sizes.total + growth <= maxDocumentBytes
  }

  private refuse(code: CloseCode, reason: string, fault?: string): void {
    this.options.log.warn({ code, reason, fault }, 'a socket was refused')
    this.end(code, reason)
  }
}
