/**
 * What `@tldraw/sync-core` 3.15.6 exports at run time but strips from its types as @internal. The version is pinned
 * exactly, so this stays true until the package is upgraded on purpose; read its `src/lib` then.
 */
import type { Signal } from '@tldraw/state'
import type { RecordsDiff, SerializedSchema, Store, StoreSchema, UnknownRecord } from '@tldraw/store'
import type { RoomSnapshot, TLSyncLog } from '@tldraw/sync-core'

declare module '@tldraw/sync-core' {
  export type ObjectDiff = Record<string, ValueOp>
  export type ValueOp = ['put', unknown] | ['append', unknown[], number] | ['patch', ObjectDiff] | ['delete']
  export type RecordOp<R extends UnknownRecord> = ['put', R] | ['patch', ObjectDiff] | ['remove']
  export type NetworkDiff<R extends UnknownRecord> = Record<string, RecordOp<R>>

  export function applyObjectDiff<T extends object>(object: T, diff: ObjectDiff): T
  export function diffRecord(prev: object, next: object): ObjectDiff | null
  export function getNetworkDiff<R extends UnknownRecord>(diff: RecordsDiff<R>): NetworkDiff<R> | null
  export function chunk(message: string, maxSafeMessageSize?: number): string[]
  export function getTlsyncProtocolVersion(): number

  export interface TLConnectRequest {
    type: 'connect'
    connectRequestId: string
    lastServerClock: number
    protocolVersion: number
    schema: SerializedSchema
  }
  export interface TLPingRequest {
    type: 'ping'
  }
  export interface TLPushRequest<R extends UnknownRecord> {
    type: 'push'
    clientClock: number
    diff?: NetworkDiff<R>
    presence?: ['patch', ObjectDiff] | ['put', R]
  }
  export type TLSocketClientSentEvent<R extends UnknownRecord> = TLPushRequest<R> | TLConnectRequest | TLPingRequest

  export type TLSocketServerSentDataEvent<R extends UnknownRecord> =
    | { type: 'patch'; diff: NetworkDiff<R>; serverClock: number }
    | {
        type: 'push_result'
        clientClock: number
        serverClock: number
        action: 'discard' | 'commit' | { rebaseWithDiff: NetworkDiff<R> }
      }
  export type TLSocketServerSentEvent<R extends UnknownRecord> =
    | {
        type: 'connect'
        hydrationType: 'wipe_all' | 'wipe_presence'
        connectRequestId: string
        protocolVersion: number
        schema: SerializedSchema
        diff: NetworkDiff<R>
        serverClock: number
        isReadonly: boolean
      }
    | { type: 'incompatibility_error'; reason: string }
    | { type: 'pong' }
    | { type: 'data'; data: TLSocketServerSentDataEvent<R>[] }
    | TLSocketServerSentDataEvent<R>

  export interface TLRoomSocket<R extends UnknownRecord> {
    isOpen: boolean
    sendMessage(message: TLSocketServerSentEvent<R>): void
    close(code?: number, reason?: string): void
  }

  export interface RoomSession<R extends UnknownRecord, Meta> {
    state: 'awaiting-connect-message' | 'awaiting-removal' | 'connected'
    sessionId: string
    presenceId: string | null
    socket: TLRoomSocket<R>
    meta: Meta
    isReadonly: boolean
  }

  export class DocumentState<R extends UnknownRecord> {
    static createAndValidate<R extends UnknownRecord>(
      state: R,
      lastChangedClock: number,
      recordType: StoreSchema<R>['types'][R['typeName']],
    ): { ok: true; value: DocumentState<R> } | { ok: false; error: Error }
    get state(): R
    get lastChangedClock(): number
  }

  export class TLSyncRoom<R extends UnknownRecord, Meta> {
    constructor(options: {
      log?: TLSyncLog
      schema: StoreSchema<R, never>
      snapshot?: RoomSnapshot
      onDataChange?(): void
      onPresenceChange?(): void
    })
    readonly sessions: Map<string, RoomSession<R, Meta>>
    readonly schema: StoreSchema<R, never>
    readonly serializedSchema: SerializedSchema
    readonly documentTypes: Set<string>
    readonly state: {
      get(): RoomState<R>
      set(value: RoomState<R>): void
    }
    clock: number
    documentClock: number
    tombstoneHistoryStartsAtClock: number
    protected pruneTombstones: () => void
    protected addDocument(
      id: string,
      state: R,
      clock: number,
    ): { ok: true; value: undefined } | { ok: false; error: Error }
    protected removeDocument(id: string, clock: number): void
    protected handlePushRequest(session: RoomSession<R, Meta> | null, message: TLPushRequest<R>): void
    broadcastPatch(message: { diff: NetworkDiff<R>; sourceSessionId?: string }): this
    handleNewSession(options: { sessionId: string; socket: TLRoomSocket<R>; meta: Meta; isReadonly: boolean }): this
    handleMessage(sessionId: string, message: TLSocketClientSentEvent<R>): Promise<void>
    handleClose(sessionId: string): void
    rejectSession(sessionId: string, fatalReason?: string): void
    getSnapshot(): RoomSnapshot
    close(): void
    isClosed(): boolean
  }

  export interface RoomState<R extends UnknownRecord> {
    documents: Record<string, DocumentState<R>>
    tombstones: Record<string, number>
  }

  export interface TLPersistentClientSocket<R extends UnknownRecord = UnknownRecord> {
    connectionStatus: 'online' | 'offline' | 'error'
    sendMessage(message: TLSocketClientSentEvent<R>): void
    onReceiveMessage(listener: (message: TLSocketServerSentEvent<R>) => void): () => void
    onStatusChange(
      listener: (change: { status: 'online' | 'offline' } | { status: 'error'; reason: string }) => void,
    ): () => void
    restart(): void
  }

  export class TLSyncClient<R extends UnknownRecord, S extends Store<R> = Store<R>> {
    constructor(config: {
      store: S
      socket: TLPersistentClientSocket<R>
      presence: Signal<R | null>
      onLoad(self: TLSyncClient<R, S>): void
      onSyncError(reason: string): void
      onAfterConnect?(self: TLSyncClient<R, S>, details: { isReadonly: boolean }): void
      didCancel?(): boolean
    })
    readonly store: S
    readonly socket: TLPersistentClientSocket<R>
    isConnectedToRoom: boolean
    latestConnectRequestId: string | null
    close(): void
  }

  export class ClientWebSocketAdapter implements TLPersistentClientSocket {
    constructor(getUri: () => Promise<string> | string)
    connectionStatus: 'online' | 'offline' | 'error'
    isDisposed: boolean
    close(): void
    restart(): void
    sendMessage(message: TLSocketClientSentEvent<UnknownRecord>): void
    onReceiveMessage(listener: (message: TLSocketServerSentEvent<UnknownRecord>) => void): () => void
    onStatusChange(
      listener: (change: { status: 'online' | 'offline' } | { status: 'error'; reason: string }) => void,
    ): () => void
  }
}
