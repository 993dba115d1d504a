import type { TLPersistentClientSocket } from '@tldraw/sync-core'
import { chunk } from '@tldraw/sync-core'
import { WebSocket } from 'ws'
import type { ClientEvent, ServerEvent } from '@/lib/sync/protocol'

type Status = 'online' | 'offline'

export interface SyncSocketOptions {
  /** Where to connect, asked at each attempt; null is "nowhere right now". */
  getUrl(): string | null
  headers: Record<string, string>
  /** Null: reconnects only when told to. */
  reconnectDelayMs: number | null
}

/** A scripted client's socket: reconnects by itself or on command, can be cut, and remembers what it met. */
export class SyncSocket implements TLPersistentClientSocket {
  connectionStatus: Status = 'offline'
  readonly closes: { code: number; reason: string }[] = []
  onSent: (event: ClientEvent) => void = () => {}
  onReceived: (event: ServerEvent) => void = () => {}
  raw: WebSocket | null = null
  private readonly messageListeners = new Set<(event: never) => void>()
  private readonly statusListeners = new Set<(event: { status: Status }) => void>()
  private timer: NodeJS.Timeout | undefined
  private isStopped = false

  constructor(private readonly options: SyncSocketOptions) {}

  connect(): void {
    clearTimeout(this.timer)
    if (this.isStopped || this.raw) return
    const url = this.options.getUrl()
    if (url) this.open(url)
    else this.connectLater()
  }

  private open(url: string): void {
    const raw = new WebSocket(url, { headers: this.options.headers })
    this.raw = raw
    raw.on('open', () => this.raw === raw && this.setStatus('online'))
    raw.on('message', (data) => this.raw === raw && this.receive(String(data)))
    raw.on('close', (code, reason) => this.lose(raw, code, String(reason)))
    raw.on('error', () => {})
  }

  /** Connects elsewhere from now on; the query is kept. */
  moveTo(getUrl: () => string): void {
    const query = new URL(this.options.getUrl() ?? '').search
    this.options.getUrl = () => `${getUrl()}${query}`
  }

  /** Ends the connection without a word, as a lost network does. */
  cut(): void {
    this.raw?.terminate()
  }

  stop(): void {
    this.isStopped = true
    clearTimeout(this.timer)
    this.raw?.terminate()
  }

  restart(): void {
    const { raw } = this
    this.raw = null
    raw?.close()
    this.setStatus('offline')
    this.connectLater()
  }

  sendMessage(message: object): void {
    if (this.connectionStatus !== 'online') return
    this.onSent(message as ClientEvent)
    for (const part of chunk(JSON.stringify(message))) this.raw?.send(part)
  }

  onReceiveMessage(listener: (event: never) => void): () => void {
    this.messageListeners.add(listener)
    return () => this.messageListeners.delete(listener)
  }

  onStatusChange(listener: (event: { status: Status }) => void): () => void {
    this.statusListeners.add(listener)
    return () => this.statusListeners.delete(listener)
  }

  private receive(text: string): void {
    const event = JSON.parse(text)
    this.onReceived(event)
    for (const listener of this.messageListeners) listener(event as never)
  }

  private lose(raw: WebSocket, code: number, reason: string): void {
    this.closes.push({ code, reason })
    if (this.raw !== raw) return
    this.raw = null
    this.setStatus('offline')
    this.connectLater()
  }

  private connectLater(): void {
    const { reconnectDelayMs } = this.options
    if (this.isStopped || reconnectDelayMs === null) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.connect(), reconnectDelayMs)
  }

  private setStatus(status: Status): void {
    if (this.connectionStatus === status) return
    this.connectionStatus = status
    for (const listener of this.statusListeners) listener({ status })
  }
}
