import { EventEmitter } from 'node:events'
import type { TLPersistentClientSocket } from '@tldraw/sync-core'
import type { SessionSocket } from '@/lib/sync/room-session'

const open = 1
const closed = 3

/** The server's end of a connection in memory; messages wait until they are delivered. */
export class ServerEnd extends EventEmitter implements SessionSocket {
  readyState = open
  readonly bufferedAmount = 0
  readonly toClient: string[] = []
  readonly toServer: string[] = []

  send(text: string): void {
    if (this.readyState === open) this.toClient.push(text)
  }

  close(): void {
    this.readyState = closed
  }

  /** The `close` event, which may come long after the connection broke. */
  noticeClose(): void {
    this.readyState = closed
    this.emit('close')
  }

  deliverToServer(): void {
    const text = this.toServer.shift()
    if (text !== undefined && this.readyState === open) this.emit('message', text)
  }
}

type StatusChange = { status: 'online' | 'offline' }

/** The client's end. A connection is one `ServerEnd`; a new one replaces it. */
export class ClientEnd implements TLPersistentClientSocket {
  connectionStatus: 'online' | 'offline' = 'offline'
  end: ServerEnd | null = null
  onSent: (message: object) => void = () => {}
  onReceived: (message: object) => void = () => {}
  private readonly messageListeners = new Set<(message: never) => void>()
  private readonly statusListeners = new Set<(change: StatusChange) => void>()

  connect(end: ServerEnd): void {
    this.end = end
    this.setStatus('online')
  }

  /** Breaks the connection; what was under way is lost. Returns the server's end, which does not know yet. */
  disconnect(): ServerEnd | null {
    const { end } = this
    this.end = null
    end?.toClient.splice(0)
    end?.toServer.splice(0)
    this.setStatus('offline')
    return end
  }

  deliverToClient(): void {
    const text = this.end?.toClient.shift()
    if (text === undefined) return
    const message = JSON.parse(text)
    this.onReceived(message)
    for (const listener of this.messageListeners) listener(message as never)
  }

  sendMessage(message: object): void {
    if (!this.end) return
    this.onSent(message)
    this.end.toServer.push(JSON.stringify(message))
  }

  restart(): void {
    this.disconnect()
  }

  onReceiveMessage(listener: (message: never) => void): () => void {
    this.messageListeners.add(listener)
    return () => this.messageListeners.delete(listener)
  }

  onStatusChange(listener: (change: StatusChange) => void): () => void {
    this.statusListeners.add(listener)
    return () => this.statusListeners.delete(listener)
  }

  private setStatus(status: 'online' | 'offline'): void {
    if (this.connectionStatus === status) return
    this.connectionStatus = status
    for (const listener of this.statusListeners) listener({ status })
  }
}
