import type { ClientMessage, ServerMessage, SocketStatusEvent, TLPersistentClientSocket } from '@tldraw/sync-core'
import { chunk } from '@tldraw/sync-core'
import { type Atom, atom } from 'tldraw'
import type { WatchRequest } from '../protocol'
import {
  type CloseAction,
  computeCloseAction,
  computePace,
  computeRetryDelayMs,
  type RetryPace,
  type StopReason,
} from './close-action'

export type SocketPhase =
  | { type: 'connecting' }
  | { type: 'online' }
  | { type: 'waiting'; busy: boolean }
  | { type: 'stopped'; reason: StopReason }
  | { type: 'closed' }

/** The part of a browser's WebSocket that is used. */
export interface SocketLike {
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
  send(data: string): void
  close(): void
}

export interface DiagramSocketDeps {
  /** Where to connect; may fail or hang, which counts as one more failed attempt. */
  getAddress: () => string | Promise<string>
  openSocket: (address: string) => SocketLike
  random: () => number
  /** A message could not be understood or merged; the socket is stopped. */
  onFault: (error: unknown) => void
  /** What the diagram is called, told at every connection and when it is renamed. */
  onTitle?: (title: string) => void
  /** How components are, for whoever asked by `ask`. */
  onComponents?: (message: Extract<ServerMessage, { type: 'components' }>) => void
  /** Sees every message before the sync client does. */
  beforeReceive?: (message: ServerMessage) => void
  beforeSend?: (message: ClientMessage) => void
}

/** Neither an answer nor a refusal in this time: the attempt is given up and made again. */
const attemptTimeoutMs = 10_000
/** Who was told to slow down comes back more slowly each time, until it has been connected for this long. */
const probationMs = 60_000

/**
 * The socket under tldraw's sync client. The library's own adapter hides close codes, retries in lockstep without jitter,
 * and stops for good when the function that yields the address rejects once; this one does none of that. It never
 * reports `error`, after which the sync client could not be used again: what cannot be retried is `stopped` here.
 */
export class DiagramSocket implements TLPersistentClientSocket {
  readonly phase: Atom<SocketPhase> = atom('socket phase', { type: 'connecting' })
  #deps: DiagramSocketDeps
  #socket: SocketLike | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  /** Grows with every attempt; whatever belongs to an older one is ignored. */
  #turn = 0
  #attempt = 0
  #isOnProbation = false
  #pace: RetryPace = 'normal'
  #messageListeners = new Set<(message: ServerMessage) => void>()
  #statusListeners = new Set<(event: SocketStatusEvent) => void>()

  constructor(deps: DiagramSocketDeps) {
    this.#deps = deps
    this.#connect()
  }

  get connectionStatus(): 'online' | 'offline' {
    return this.phase.get().type === 'online' ? 'online' : 'offline'
  }

  sendMessage(message: ClientMessage): void {
    if (this.connectionStatus !== 'online') return
    this.#deps.beforeSend?.(message)
    for (const part of chunk(JSON.stringify(message))) this.#socket?.send(part)
  }

  /** Sends a message that is ours and not the sync library's. */
  ask(message: WatchRequest): void {
    if (this.connectionStatus === 'online') this.#socket?.send(JSON.stringify(message))
  }

  onReceiveMessage(listener: (message: ServerMessage) => void): () => void {
    this.#messageListeners.add(listener)
    return () => this.#messageListeners.delete(listener)
  }

  onStatusChange(listener: (event: SocketStatusEvent) => void): () => void {
    this.#statusListeners.add(listener)
    return () => this.#statusListeners.delete(listener)
  }

  /** Called by the sync client when the server has gone silent. */
  restart(): void {
    if (this.phase.get().type === 'closed') return
    this.#lose({ type: 'retry', pace: 'normal', busy: false })
  }

  /** The network is back, the tab is looked at again, or a person asked: do not wait for the timer. */
  retryNow(): void {
    const { type } = this.phase.get()
    if (type === 'online' || type === 'connecting' || type === 'closed') return
    this.#attempt = 0
    this.#connect()
  }

  close(): void {
    this.#drop()
    this.phase.set({ type: 'closed' })
  }

  #connect(): void {
    this.#drop()
    const turn = this.#turn
    this.phase.set({ type: 'connecting' })
    const fail = () => turn === this.#turn && this.#lose({ type: 'retry', pace: 'normal', busy: false })
    this.#timer = setTimeout(fail, attemptTimeoutMs)
    Promise.resolve()
      .then(() => this.#deps.getAddress())
      .then((address) => {
        if (turn === this.#turn) this.#listen(this.#deps.openSocket(address), turn)
      })
      .catch(fail)
  }

  #listen(socket: SocketLike, turn: number): void {
    this.#socket = socket
    const isCurrent = () => turn === this.#turn
    socket.onopen = () => {
      if (!isCurrent()) return
      this.#clearTimer()
      if (this.#isOnProbation) this.#timer = setTimeout(() => this.#endProbation(), probationMs)
      this.phase.set({ type: 'online' })
      for (const listener of this.#statusListeners) listener({ status: 'online' })
    }
    socket.onmessage = (event: { data: unknown }) => {
      if (isCurrent()) this.#receive(String(event.data))
    }
    socket.onclose = (event: { code: number; reason: string }) => {
      if (isCurrent()) this.#lose(computeCloseAction(event))
    }
    socket.onerror = () => undefined // a close event always follows
  }

  #receive(data: string): void {
    try {
      const message: ServerMessage = JSON.parse(data)
      if (message.type === 'diagram') {
        this.#deps.onTitle?.(message.title)
        return
      }
      if (message.type === 'components') {
        this.#deps.onComponents?.(message)
        return
      }
      // Only a room that answers counts: a server that accepts and closes at once must not be asked again without pause.
      if (!this.#isOnProbation) this.#attempt = 0
      this.#pace = 'normal'
      this.#deps.beforeReceive?.(message)
      for (const listener of this.#messageListeners) listener(message)
    } catch (error) {
      this.#lose({ type: 'stop', reason: 'fault' })
      this.#deps.onFault(error)
    }
  }

  #lose(action: CloseAction): void {
    this.#drop()
    if (action.type === 'stop') this.phase.set({ type: 'stopped', reason: action.reason })
    else this.#waitFor(action)
    for (const listener of this.#statusListeners) listener({ status: 'offline' })
  }

  #waitFor({ pace, busy }: Extract<CloseAction, { type: 'retry' }>): void {
    if (busy) this.#isOnProbation = true
    this.phase.set({ type: 'waiting', busy })
    this.#pace = computePace({ before: this.#pace, asked: pace, attempt: this.#attempt })
    const delayMs = computeRetryDelayMs({ attempt: this.#attempt++, pace: this.#pace, random: this.#deps.random() })
    this.#timer = setTimeout(() => this.#connect(), delayMs)
  }

  #endProbation(): void {
    this.#isOnProbation = false
    this.#attempt = 0
  }

  #drop(): void {
    this.#turn += 1
    this.#clearTimer()
    this.#socket?.close()
    this.#socket = null
  }

  #clearTimer(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }
}
