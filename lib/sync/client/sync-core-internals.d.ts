import type { RecordsDiff, SerializedSchema, Signal, TLRecord, TLStore, UnknownRecord } from 'tldraw'

/**
 * What 3.15.6 exports at run time but strips from its published types. Only what we use is declared, from the package's
 * own `src/lib/{TLSyncClient,diff,chunk,protocol}.ts`; the version is pinned exactly, and an upgrade reads these again.
 */
declare module '@tldraw/sync-core' {
  export type ValueOp = readonly [type: 'put' | 'delete' | 'append' | 'patch', ...rest: unknown[]]
  export type ObjectDiff = Record<string, ValueOp>
  export type RecordOp = readonly ['put', TLRecord] | readonly ['patch', ObjectDiff] | readonly ['remove']
  export type NetworkDiff = Record<string, RecordOp>

  export interface PushRequest {
    type: 'push'
    clientClock: number
    diff?: NetworkDiff
  }

  export type ClientMessage = PushRequest | { type: 'connect' } | { type: 'ping' }

  export interface ConnectMessage {
    type: 'connect'
    hydrationType: 'wipe_all' | 'wipe_presence'
    connectRequestId: string
    schema: SerializedSchema
    diff: NetworkDiff
    serverClock: number
    isReadonly: boolean
  }

  /** The second and third are ours, and never reach the library: see `lib/sync/protocol.ts`. */
  export type ServerMessage =
    | ConnectMessage
    | { type: 'diagram'; title: string }
    | { type: 'components'; version: number; [news: string]: unknown }
    | { type: 'pong' | 'data' | 'patch' | 'push_result' }
  export type SocketStatusEvent = { status: 'online' | 'offline' } | { status: 'error'; reason: string }

  export interface TLPersistentClientSocket {
    readonly connectionStatus: 'online' | 'offline' | 'error'
    sendMessage(message: ClientMessage): void
    onReceiveMessage(listener: (message: ServerMessage) => void): () => void
    onStatusChange(listener: (event: SocketStatusEvent) => void): () => void
    restart(): void
  }

  export class TLSyncClient {
    constructor(config: {
      store: TLStore
      socket: TLPersistentClientSocket
      presence: Signal<TLRecord | null>
      onLoad(client: TLSyncClient): void
      onSyncError(reason: string): void
      onAfterConnect?(client: TLSyncClient, details: { isReadonly: boolean }): void
      didCancel?(): boolean
    })
    readonly isConnectedToRoom: boolean
    readonly latestConnectRequestId: string | null
    /** Private there: what was pushed and is not acknowledged. */
    readonly pendingPushRequests: { readonly request: PushRequest; sent: boolean }[]
    /** Private there: the local changes on top of the newest state the server told. */
    speculativeChanges: RecordsDiff<TLRecord>
    close(): void
  }

  /** Only for the test that shows its fault. */
  export class ClientWebSocketAdapter {
    constructor(getUri: () => Promise<string> | string)
    close(): void
  }

  /** Splits a message so that no frame exceeds what proxies pass. */
  export function chunk(message: string): string[]
  export function diffRecord(before: object, after: object): ObjectDiff | null
  export function applyObjectDiff<T extends object>(object: T, diff: ObjectDiff): T
}

declare module '@tldraw/store' {
  interface Store<R extends UnknownRecord, Props> {
    /** Internal there: makes sure that a page and the other records the editor needs exist. */
    ensureStoreIsUsable(): void
  }
}
