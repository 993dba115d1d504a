import { isDeepStrictEqual } from 'node:util'
import type { Logger } from 'pino'
import { AppError } from '@/lib/core/errors'
import type { DiagramId, UserId } from '@/lib/core/ids'
import { runAtOnce, runInSteps } from '@/lib/core/steps'
import type { DiagramAccess } from '@/lib/features/diagrams/policy'
import { serializedDocumentSchema } from '@/lib/features/documents/document-schema'
import type { DocumentStore, Lease, StoredDocument } from '@/lib/features/documents/document-store'
import { computeFirstClock } from '@/lib/features/documents/pure/clock'
import { computeEtag, type DocumentSnapshot } from '@/lib/features/documents/schema'
import { makePause } from '@/lib/platform/make-pause'
import { type CloseCode, closeCodes } from './close-codes'
import { computeFlushBatch } from './compute-flush-batch'
import { DocumentRoom } from './document-room'
import { GroupCommit } from './group-commit'
import { PreviewKeeper } from './preview-keeper'
import type { DocumentDiff } from './protocol'
import { RecordSizes } from './record-sizes'
import { RoomSession, type SessionHost, type SessionOptions } from './room-session'
import { countFlushFailure, measureFlush } from './sync-metrics'
import type { SyncDeps } from './sync-options'

export interface RoomOptions {
  deps: Pick<SyncDeps, 'store' | 'renderPreview' | 'timings' | 'maxDocumentBytes'>
  lease: Lease
  stored: StoredDocument
  log: Logger
}

interface Drain {
  timeoutMs: number
  code: CloseCode
  reason: string
  /** Frees the lease for other processes. */
  release(lease: Lease): Promise<void>
}

/** Records whose writing out holds nobody up. */
const inOneStep = 500

/**
 * The live session of one diagram and the only writer of its document. Everything happens in memory first, is written by
 * one group commit after the other, and is told to anybody only when it is durable.
 */
export class Room implements SessionHost {
  readonly lease: Lease
  readonly document: DocumentRoom
  readonly sizes: RecordSizes
  durableClock: number
  /** False once it takes no more sessions and changes. */
  isOpen = true
  /** The room is over: it lost its lease, or its changes cannot be stored. */
  onEnded: () => void = () => {}
  private etagClock: number
  private schemaIsStored: boolean
  private forgottenThrough: number
  private editorId: UserId | null = null
  /** Since when something waits to be written, on the monotonic clock. */
  private changedAtMs: number | null = null
  private writingRecords = 0
  private readonly store: DocumentStore
  private readonly log: Logger
  private readonly sessions = new Map<string, RoomSession>()
  private readonly commit: GroupCommit
  private readonly preview: PreviewKeeper
  private waiters: { clock: number; resolve(): void; reject(error: Error): void }[] = []

  constructor(private readonly options: RoomOptions) {
    const { deps, lease, stored, log } = options
    const firstClock = computeFirstClock(lease.fence)
    this.lease = lease
    this.store = deps.store
    this.log = log
    this.document = new DocumentRoom({ document: stored, firstClock })
    this.document.onSettled = () => this.settle()
    this.sizes = new RecordSizes(stored.records)
    this.durableClock = firstClock
    this.etagClock = stored.documentClock
    this.schemaIsStored = isDeepStrictEqual(stored.schema, serializedDocumentSchema)
    this.forgottenThrough = stored.tombstonesFrom
    this.preview = new PreviewKeeper({
      render: deps.renderPreview,
      delayMs: deps.timings.previewDelayMs,
      getDocument: () => this.getSnapshot(),
      save: (svg, documentClock) => deps.store.savePreview({ diagramId: this.diagramId, documentClock, svg }),
      log,
    })
    this.commit = new GroupCommit({
      windowMs: deps.timings.flushWindowMs,
      write: () => this.flush(),
      onFailure: ({ error, failures, delayMs }) => {
        countFlushFailure()
        log.warn({ err: error, failures, delayMs }, 'a flush failed')
      },
    })
    if (!this.isDurable) this.commit.request()
    // A crash may have come between the last change and its picture.
    if (stored.records.length > 0 && stored.previewClock !== stored.documentClock) this.preview.noteChange()
  }

  get diagramId(): DiagramId {
    return this.lease.diagramId
  }

  get isSettled(): boolean {
    return this.document.isSettled
  }

  get documentClock(): number {
    return this.document.documentClock
  }

  get isDurable(): boolean {
    return this.documentClock <= this.durableClock
  }

  get etag(): string {
    return computeEtag(this.etagClock)
  }

  get maxDocumentBytes(): number {
    return this.options.deps.maxDocumentBytes
  }

  /** What each of its sessions may do. */
  listAccess(): DiagramAccess[] {
    return [...this.sessions.values()].map(({ access }) => access)
  }

  get unsavedRecords(): number {
    return this.isDurable ? 0 : this.writingRecords + this.document.unstoredCount
  }

  get sessionCount(): number {
    return this.sessions.size
  }

  /** What its sockets hold back until it is durable, roughly. */
  get heldBytes(): number {
    let sum = 0
    for (const session of this.sessions.values()) sum += session.socket.heldBytes
    return sum
  }

  /** Ends all sessions, but not the room: what it has taken on is still to be stored. */
  sendAway(code: CloseCode, reason: string): void {
    this.log.warn({ sessions: this.sessions.size, heldBytes: this.heldBytes, reason }, 'all sessions are sent away')
    for (const session of [...this.sessions.values()]) session.end(code, reason)
  }

  /** Adds a session; a socket that the same tab left behind is closed and no longer listened to. */
  join(options: SessionOptions): RoomSession {
    const session = new RoomSession(this, options, () => {
      if (this.sessions.get(session.key) === session) this.sessions.delete(session.key)
    })
    this.sessions.get(session.key)?.close(closeCodes.replaced, 'a newer connection of the same tab took over')
    this.sessions.set(session.key, session)
    session.start()
    return session
  }

  /** Applies a change from outside any session. Resolves when it is durable; the change stays applied if that takes too long. */
  async apply({ diff, editorId }: { diff: DocumentDiff; editorId: UserId | null }): Promise<{ etag: string }> {
    this.noteEditorOf(() => this.document.applyDiff(diff), editorId)
    await this.whenDurable(this.documentClock)
    return { etag: this.etag }
  }

  /** Runs what may change the document on behalf of this editor. */
  noteEditorOf(change: () => void, editorId: UserId | null): void {
    const { documentClock } = this
    change()
    if (documentClock !== this.documentClock) this.editorId = editorId
  }

  getRecordIds(): string[] {
    return this.document.getSnapshot().documents.map(({ state }) => state.id)
  }

  getSnapshot(): { document: DocumentSnapshot; documentClock: number } {
    const { documents } = this.document.getSnapshot()
    const store = Object.fromEntries(documents.map(({ state }) => [state.id, { ...state }]))
    return { document: { schema: { ...serializedDocumentSchema }, store }, documentClock: this.etagClock }
  }

  /** Resolves when the changes up to this clock are durable; rejects when the room ends before. */
  whenDurable(clock: number): Promise<void> {
    if (clock <= this.durableClock) return Promise.resolve()
    return new Promise((resolve, reject) => this.waiters.push({ clock, resolve, reject }))
  }

  /**
   * Takes no more messages, waits until everything is durable and told, frees the lease, and only then closes: whoever
   * comes back at once finds the diagram free. The picture is drawn last, since nobody waits for it.
   */
  async drain({ timeoutMs, code, reason, release }: Drain): Promise<void> {
    this.isOpen = false
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, timeoutMs).unref())
    await Promise.race([this.whenDurable(this.documentClock).catch(() => {}), timeout])
    const { isDurable } = this
    if (isDurable) await Promise.race([release(this.lease), timeout])
    else this.log.error('closed with changes that are not durable; nobody was told they were')
    this.close(code, reason)
    if (isDurable) await Promise.race([this.preview.finish(), timeout])
    else await Promise.race([release(this.lease), timeout])
  }

  /** Ends the room at once; what is not durable stays with the clients, which push it again. */
  end(code: CloseCode, reason: string): void {
    if (this.document.isClosed()) return
    this.log.warn({ code, reason }, 'the room ended')
    this.close(code, reason)
    this.onEnded()
  }

  private close(code: CloseCode, reason: string): void {
    this.isOpen = false
    this.commit.stop()
    this.preview.stop()
    for (const session of this.sessions.values()) session.close(code, reason)
    this.document.close()
    const error = new AppError('unavailable', 'The diagram is being moved. Please try again in a moment.')
    for (const waiter of this.waiters.splice(0)) waiter.reject(error)
  }

  private settle(): void {
    for (const session of this.sessions.values()) session.socket.settle()
    if (this.isDurable) return
    this.changedAtMs ??= performance.now()
    this.commit.request()
  }

  private async flush(): Promise<void> {
    if (this.isDurable) return
    const changes = this.document.takeChanges()
    const { editorId, changedAtMs } = this
    const forget = this.document.tombstoneHistoryStartsAtClock
    this.editorId = null
    this.changedAtMs = null
    const startedAtMs = performance.now()
    this.writingRecords = changes.ids.length
    try {
      const steps = computeFlushBatch({
        lease: this.lease,
        changes,
        sizes: this.sizes,
        schemaIsStored: this.schemaIsStored,
        forgetTombstonesThrough: forget > this.forgottenThrough && forget > 1 ? forget : null,
        editorId,
      })
      const batch = changes.puts.length > inOneStep ? await runInSteps(steps, makePause()) : runAtOnce(steps)
      const outcome = await this.store.flush(batch)
      if (outcome !== 'written') {
        this.endAfter(outcome)
        return
      }
    } catch (error) {
      this.document.returnChanges(changes)
      this.editorId ??= editorId
      this.changedAtMs = changedAtMs
      throw error
    } finally {
      this.writingRecords = 0
    }
    measureFlush({ records: changes.ids.length, startedAtMs, changedAtMs })
    this.schemaIsStored = true
    this.forgottenThrough = Math.max(this.forgottenThrough, forget)
    this.markDurable(changes.documentClock)
  }

  private endAfter(outcome: 'fenced' | 'refused'): void {
    if (outcome === 'fenced') this.end(closeCodes.heldElsewhere, 'another process serves this diagram now')
    else this.end(closeCodes.internal, 'the last changes cannot be stored')
  }

  private markDurable(clock: number): void {
    this.durableClock = clock
    this.etagClock = clock
    for (const session of this.sessions.values()) session.socket.release()
    const done = this.waiters.filter((waiter) => waiter.clock <= clock)
    this.waiters = this.waiters.filter((waiter) => waiter.clock > clock)
    for (const waiter of done) waiter.resolve()
    this.preview.noteChange()
  }
}
