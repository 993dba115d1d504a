import { DocumentState, type LibrarySession, type RoomState, TLSyncRoom } from '@tldraw/sync-core'
import type { TLRecord } from '@tldraw/tlschema'
import type { UserId } from '@/lib/core/ids'
import type { DiagramAccess } from '@/lib/features/diagrams/policy'
import {
  createInitialRecords,
  documentSchema,
  serializedDocumentSchema,
} from '@/lib/features/documents/document-schema'
import type { StoredDocument } from '@/lib/features/documents/document-store'
import { fitPush } from './fit-patch'
import type { DocumentDiff, PushRequest } from './protocol'
import { computePrunedTombstones } from './prune-tombstones'

export interface SessionMeta {
  userId: UserId | null
  sessionId: string
  access: DiagramAccess
}

/** What changed since the last flush, as it is now. */
export interface Changes {
  ids: string[]
  documentClock: number
  puts: { id: string; clock: number; state: TLRecord }[]
  deletes: { id: string; clock: number }[]
}

/**
 * The sync library's room, with what durability needs added: which records changed since the last flush, when a push has
 * been applied completely, and a truthful memory of forgotten deletions. It also applies a push of n records in O(n).
 */
export class DocumentRoom extends TLSyncRoom<SessionMeta> {
  /** Called after each push, applied or rolled back, when `documentClock` is true again. */
  onSettled: () => void = () => {}
  /** False while a push is being applied: messages sent meanwhile depend on a clock that is not known yet. */
  isSettled = true
  private changedIds = new Set<string>()
  private draft: Partial<RoomState> = {}
  private tombstonesGrew = false
  private isValidated = false

  constructor({ document, firstClock }: { document: StoredDocument; firstClock: number }) {
    const pruned = computePrunedTombstones(document.tombstones)
    const isNew = document.records.length === 0
    const records = isNew ? createInitialRecords().map((state) => ({ state, clock: firstClock })) : document.records
    super({
      schema: documentSchema,
      snapshot: {
        clock: firstClock,
        documents: records.map(({ state, clock }) => ({ state, lastChangedClock: clock })),
        tombstones: pruned?.kept ?? document.tombstones,
        schema: document.schema ?? serializedDocumentSchema,
      },
    })
    this.pruneTombstones = () => this.forgetOldTombstones()
    this.tombstoneHistoryStartsAtClock = Math.max(1, document.tombstonesFrom, pruned?.prunedThrough ?? 0)
    this.noteChangesOfMigration(firstClock)
    // The initial records are the same in every process, so they are stored with the first real change, not by a look.
    if (isNew) for (const record of records) this.changedIds.add(record.state.id)
  }

  get unstoredCount(): number {
    return this.changedIds.size
  }

  get hasUnstoredRecords(): boolean {
    return this.changedIds.size > 0
  }

  takeChanges(): Changes {
    const { documents, tombstones } = this.state.get()
    const changes: Changes = { ids: [...this.changedIds], documentClock: this.documentClock, puts: [], deletes: [] }
    this.changedIds.clear()
    for (const id of changes.ids) {
      const document = documents[id]
      if (document) changes.puts.push({ id, clock: document.lastChangedClock, state: document.state })
      // After a deletion of very many the tombstone may be forgotten already; the row still has to go.
      else changes.deletes.push({ id, clock: tombstones[id] ?? this.documentClock })
    }
    return changes
  }

  /** They were not stored after all. */
  returnChanges({ ids }: Changes): void {
    for (const id of ids) this.changedIds.add(id)
  }

  /**
   * Applies a change that comes from no session, whose records have been validated: doing so again for all of a large
   * document would take a second.
   */
  applyDiff(diff: DocumentDiff): void {
    this.isValidated = true
    try {
      this.handlePushRequest(null, { type: 'push', diff, clientClock: 0 })
    } finally {
      this.isValidated = false
    }
  }

  /** What the library would not survive is left out of it. */
  fitPush(sessionId: string, push: PushRequest): PushRequest {
    const { documents } = this.state.get()
    const findRecord = (id: string) => (Object.hasOwn(documents, id) ? documents[id]?.state : undefined)
    return fitPush(push, {
      findRecord,
      findPresence: () => findRecord(this.sessions.get(sessionId)?.presenceId ?? ''),
    })
  }

  override broadcastPatch(message: { diff: DocumentDiff; sourceSessionId?: string }): this {
    for (const id of Object.keys(message.diff)) if (this.isStored(id)) this.changedIds.add(id)
    return super.broadcastPatch(message)
  }

  protected override handlePushRequest(session: LibrarySession<SessionMeta> | null, message: PushRequest): void {
    this.isSettled = false
    try {
      super.handlePushRequest(session, message)
    } finally {
      this.draft = {}
      this.isSettled = true
      if (session && !this.sessions.has(session.sessionId)) this.removePresence(session.presenceId)
      this.onSettled()
    }
  }

  /** The library copies the map of all records for each one added; within one push, one copy is enough. */
  protected override addDocument(id: string, state: TLRecord, clock: number) {
    const type = this.schema.types[state.typeName as keyof typeof this.schema.types]
    const created = this.isValidated
      ? { ok: true as const, value: DocumentState.createWithoutValidating(state, clock, type) }
      : DocumentState.createAndValidate(state, clock, type)
    if (!created.ok) return created
    this.draftOf('documents')[id] = created.value
    if (Object.hasOwn(this.state.get().tombstones, id)) delete this.draftOf('tombstones')[id]
    return { ok: true as const, value: undefined }
  }

  protected override removeDocument(id: string, clock: number): void {
    delete this.draftOf('documents')[id]
    this.draftOf('tombstones')[id] = clock
    this.tombstonesGrew = true
  }

  private draftOf<Part extends keyof RoomState>(part: Part): RoomState[Part] {
    const existing: RoomState[Part] | undefined = this.draft[part]
    if (existing) return existing
    const state = this.state.get()
    const copy = { ...state[part] } as RoomState[Part]
    // Set once, then changed in place: a rollback puts back the maps of before the push.
    this.state.set({ ...state, [part]: copy })
    this.draft[part] = copy
    return copy
  }

  private forgetOldTombstones(): void {
    if (!this.tombstonesGrew) return
    this.tombstonesGrew = false
    const { documents, tombstones } = this.state.get()
    const pruned = computePrunedTombstones(tombstones)
    if (!pruned) return
    this.state.set({ documents, tombstones: pruned.kept })
    this.tombstoneHistoryStartsAtClock = Math.max(this.tombstoneHistoryStartsAtClock, pruned.prunedThrough)
  }

  private noteChangesOfMigration(firstClock: number): void {
    const { documents, tombstones } = this.state.get()
    for (const [id, document] of Object.entries(documents)) {
      if (document.lastChangedClock > firstClock) this.changedIds.add(id)
    }
    for (const [id, clock] of Object.entries(tombstones)) if (clock > firstClock) this.changedIds.add(id)
  }

  /** Presence lives in memory only. */
  private isStored(id: string): boolean {
    return this.documentTypes.has(id.slice(0, id.indexOf(':')))
  }

  /** A session that is refused in the middle of a push loses its presence, but the rollback brings it back. */
  private removePresence(presenceId: string | null): void {
    const state = this.state.get()
    if (!presenceId || !Object.hasOwn(state.documents, presenceId)) return
    const documents = { ...state.documents }
    delete documents[presenceId]
    this.state.set({ ...state, documents })
  }
}
