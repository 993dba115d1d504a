import { atom } from '@tldraw/state'
import { TLSyncClient } from '@tldraw/sync-core'
import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { newId } from '@/lib/core/ids'
import type { DataEvent, PushRequest } from '@/lib/sync/protocol'
import { createStore } from './create-store'
import { SyncSocket } from './sync-socket'
import { waitFor } from './wait-for'

export interface SyncClientOptions {
  getUrl(): string | null
  headers?: Record<string, string>
  sessionId?: string
  reconnectDelayMs?: number | null
}

/** tldraw's own sync client over a real socket and without a browser, whose every acknowledgement can be seen. */
export class SyncClient {
  readonly store: TLStore
  readonly socket: SyncSocket
  readonly presence = atom<TLRecord | null>('presence', null)
  readonly sessionId: string
  /** A push of ours was answered: its changes are durable. */
  onAcknowledged: (push: PushRequest) => void = () => {}
  isReadonly: boolean | null = null
  private readonly sync: TLSyncClient
  private readonly pushes = new Map<number, PushRequest>()

  constructor({ getUrl, headers = {}, sessionId = newId<string>(), reconnectDelayMs = null }: SyncClientOptions) {
    this.sessionId = sessionId
    this.store = createStore()
    this.socket = new SyncSocket({ getUrl: () => withSession(getUrl(), sessionId), headers, reconnectDelayMs })
    this.socket.onSent = (event) => event.type === 'push' && this.pushes.set(event.clientClock, event)
    this.socket.onReceived = (event) => event.type === 'data' && this.noteAnswers(event.data)
    this.sync = new TLSyncClient({
      store: this.store,
      socket: this.socket,
      presence: this.presence,
      onLoad: () => {},
      onSyncError: () => {},
      onAfterConnect: (_, { isReadonly }) => {
        this.isReadonly = isReadonly
      },
    })
    this.socket.connect()
  }

  get isConnected(): boolean {
    return this.sync.isConnectedToRoom
  }

  /** Everything that was changed here is acknowledged. */
  get isSaved(): boolean {
    const { added, updated, removed } = this.sync.speculativeChanges
    return (
      this.isConnected &&
      this.sync.pendingPushRequests.length === 0 &&
      [added, updated, removed].every((changes) => Object.keys(changes).length === 0)
    )
  }

  untilConnected(): Promise<boolean> {
    return waitFor('the client to be connected', () => this.isConnected)
  }

  untilSaved(): Promise<boolean> {
    return waitFor('the changes to be acknowledged', () => this.isSaved)
  }

  /** The document as this client sees it. */
  getRecords(): TLRecord[] {
    return Object.values(this.store.serialize('document'))
  }

  stop(): void {
    this.sync.close()
    this.socket.stop()
  }

  private noteAnswers(events: DataEvent[]): void {
    for (const event of events) {
      if (event.type !== 'push_result') continue
      const push = this.pushes.get(event.clientClock)
      this.pushes.delete(event.clientClock)
      if (push && event.action !== 'discard') this.onAcknowledged(push)
    }
  }
}

function withSession(url: string | null, sessionId: string): string | null {
  return url && `${url}?sessionId=${sessionId}&storeId=${sessionId}`
}
