import type { SerializedSchema, StoreSchema } from '@tldraw/store'
import type { RoomSnapshot, TLSyncLog } from '@tldraw/sync-core'
import type { TLRecord } from '@tldraw/tlschema'
import type { ClientEvent, DocumentDiff, PushRequest, ServerEvent } from './protocol'

/**
 * What `@tldraw/sync-core` 3.15.6 exports at run time but strips from its types as internal: what rooms use of it. The
 * version is pinned exactly, so this stays true until the package is upgraded on purpose; read its `src/lib` then.
 */
declare module '@tldraw/sync-core' {
  export interface TLRoomSocket {
    readonly isOpen: boolean
    sendMessage(message: ServerEvent): void
    close(code?: number, reason?: string): void
  }

  export interface LibrarySession<Meta> {
    sessionId: string
    presenceId: string | null
    meta: Meta
    isReadonly: boolean
  }

  type Validated<Value> = { ok: true; value: Value } | { ok: false; error: Error }

  export class DocumentState {
    static createAndValidate(
      state: TLRecord,
      lastChangedClock: number,
      recordType: { validate(record: unknown): unknown },
    ): Validated<DocumentState>
    static createWithoutValidating(
      state: TLRecord,
      lastChangedClock: number,
      recordType: { validate(record: unknown): unknown },
    ): DocumentState
    get state(): TLRecord
    get lastChangedClock(): number
  }

  export interface RoomState {
    documents: Record<string, DocumentState>
    tombstones: Record<string, number>
  }

  export class TLSyncRoom<Meta> {
    constructor(options: { log?: TLSyncLog; schema: StoreSchema<TLRecord, never>; snapshot?: RoomSnapshot })
    readonly sessions: Map<string, LibrarySession<Meta>>
    readonly schema: StoreSchema<TLRecord, never>
    readonly serializedSchema: SerializedSchema
    readonly documentTypes: Set<string>
    readonly state: { get(): RoomState; set(value: RoomState): void }
    clock: number
    documentClock: number
    tombstoneHistoryStartsAtClock: number
    protected pruneTombstones: () => void
    protected addDocument(id: string, state: TLRecord, clock: number): Validated<undefined>
    protected removeDocument(id: string, clock: number): void
    protected handlePushRequest(session: LibrarySession<Meta> | null, message: PushRequest): void
    broadcastPatch(message: { diff: DocumentDiff; sourceSessionId?: string }): this
    handleNewSession(options: { sessionId: string; socket: TLRoomSocket; meta: Meta; isReadonly: boolean }): this
    handleMessage(sessionId: string, message: ClientEvent): Promise<void>
    handleClose(sessionId: string): void
    rejectSession(sessionId: string, fatalReason?: string): void
    getSnapshot(): RoomSnapshot
    close(): void
    isClosed(): boolean
  }
}
