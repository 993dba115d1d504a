import { atom, isEqual, type RecordsDiff, type TLRecord, type TLStore } from 'tldraw'
import { newId } from '@/lib/core/ids'
import { secondMs } from '@/lib/core/time'
import { type ChangeKeeper, startChangeKeeper } from '../change-keeper'
import type { CloseAction } from '../close-action'
import { ComponentStates } from '../component-states'
import type { DiagramClientOptions } from '../diagram-client'
import type { KeptChanges } from '../kept-changes'
import type { OpenDiagram } from '../open-diagram'
import { restoreKeptChanges } from '../restore-kept-changes'
import type { SaveFacts } from '../save-state'
import { type SaveWatch, startSaveWatch } from '../save-watch'
import { createSyncedStore } from '../synced-store'
import type { ConflictReport, Conflicts } from './conflicts'
import type { HttpTransport, ReadDiagram } from './http-transport'
import { type Conflict, fitTogether, mergeDocuments, type Records } from './merge-documents'
import { Rounds } from './rounds'

type Shared = 'diagramId' | 'user' | 'assets' | 'keptChanges' | 'claims' | 'onNotice' | 'onFault' | 'now'

export interface HttpDiagramClientOptions extends Pick<DiagramClientOptions, Shared> {
  transport: HttpTransport
  /** Somebody looks at it: what others save is asked for. */
  isVisible: () => boolean
  timings?: Partial<typeof defaultTimings>
}

const defaultTimings = {
  /** From the first change that is not saved; well below what one person may ask for in a minute. */
  saveAfterMs: 1.5 * secondMs,
  /** Between two looks at what others have saved. */
  lookEveryMs: 15 * secondMs,
}

/** How often in one round somebody else may be faster. */
const maxMerges = 3

/**
 * One open diagram on a server that holds no live connection: saved as a whole by HTTP with the ETag of what it is based on.
 * When somebody else was faster, theirs is read, this person's changes are put on top record by record, and what both
 * changed is reported.
 */
export class HttpDiagramClient implements OpenDiagram {
  readonly store: TLStore
  readonly socket: Rounds
  readonly loaded = atom('diagram loaded', false)
  readonly title = atom<string | null>('diagram title', null)
  readonly conflicts: Conflicts
  #report: Conflicts['report'] = atom('conflicts', null)
  readonly saveState: SaveWatch['state']
  readonly components: ComponentStates
  #options: HttpDiagramClientOptions
  #timings: typeof defaultTimings
  #tabId = newId<string>()
  #mode = atom<'readonly' | 'readwrite'>('http mode', 'readwrite')
  /** What the server has, as far as is known here. */
  #base: Records = new Map()
  #etag = ''
  #knownAs: string | null = null
  /** Records changed here that no save under way contains, and those that one does. */
  #touched = new Set<string>()
  #sending: ReadonlySet<string> = new Set()
  /** Grows as things move on, so that a server that stalls is told from one that is slow. */
  #progress = 0
  #discarded = false
  #keeper: ChangeKeeper<KeptChanges>
  #watch: SaveWatch
  #stopListening: () => void
  #restored: Promise<() => void>

  constructor(options: HttpDiagramClientOptions) {
    this.#options = options
    this.#timings = { ...defaultTimings, ...options.timings }
    this.components = new ComponentStates({ ask: () => undefined, now: options.now })
    this.conflicts = {
      report: this.#report,
      takeAlternative: (conflict) => this.#takeAlternative(conflict),
      dismiss: () => this.#report.set(null),
    }
    this.socket = this.#makeRounds()
    const [mode, loaded, tabId] = [this.#mode, this.loaded, this.#tabId]
    const status = atom('collaboration status', 'online' as const)
    this.store = createSyncedStore({ tabId, assets: options.assets, status, mode })
    this.#keeper = this.#startKeeper()
    this.#watch = startSaveWatch({ read: () => this.#readFacts(), now: options.now })
    this.saveState = this.#watch.state
    this.#stopListening = this.store.listen(({ changes }) => this.#note(changes), { source: 'user', scope: 'document' })
    const settle = () => this.flush()
    this.#restored = restoreKeptChanges({ ...options, tabId, store: this.store, loaded, mode, settle })
    this.socket.begin()
  }

  async flush(): Promise<void> {
    this.store._flushHistory()
    if (this.#touched.size > 0 && this.socket.isOnline) this.socket.begin()
    await this.#keeper.flush()
  }

  isAtRisk(): boolean {
    return !this.#discarded && this.#countChanges() > 0 && this.#keeper.isAtRisk()
  }

  async discardChanges(): Promise<void> {
    this.#discarded = true
    this.#keeper.keep(null)
    await this.#keeper.flush()
  }

  stop(): void {
    this.store._flushHistory()
    this.#stopListening()
    void this.#finish()
  }

  /** What was drawn in the last moment is saved although the page is left; else it stays in this browser. */
  async #finish(): Promise<void> {
    await this.socket.close(() => this.#touched.size > 0 && !this.#discarded)
    this.#watch.stop()
    this.components.stop()
    await this.#keeper.flush()
    const release = await this.#restored
    release()
  }

  #makeRounds(): Rounds {
    const { onFault, now } = this.#options
    return new Rounds({
      work: () => this.#work(),
      computeRestMs: () => (this.#maySave() ? this.#timings.saveAfterMs : this.#timings.lookEveryMs),
      onMoved: () => {
        this.#keepSoon()
        this.#watch.poke()
      },
      onFault,
      now,
    })
  }

  #note({ added, updated, removed }: RecordsDiff<TLRecord>): void {
    for (const changed of [added, updated, removed]) for (const id of Object.keys(changed)) this.#touched.add(id)
    this.#keepSoon()
    this.#watch.poke()
    if (this.socket.isOnline) this.socket.beginWithin(this.#timings.saveAfterMs)
  }

  #maySave(): boolean {
    return this.loaded.get() && this.#touched.size > 0 && this.#mode.get() === 'readwrite'
  }

  async #work(): Promise<CloseAction | null> {
    this.store._flushHistory()
    if (this.#maySave()) return this.#save(maxMerges)
    const mayRest = this.loaded.get() && this.socket.isOnline && !this.#options.isVisible()
    return mayRest ? null : this.#look()
  }

  async #save(mergesLeft: number): Promise<CloseAction | null> {
    this.#sending = this.#touched
    this.#touched = new Set()
    this.#progress++
    const document = this.store.getStoreSnapshot('document')
    const result = await this.#options.transport.save(document, this.#etag)
    if (result.type !== 'saved') this.#touched = new Set([...this.#sending, ...this.#touched])
    this.#sending = new Set()
    this.#progress++
    if (result.type === 'failed') return result.action
    if (result.type === 'stale') {
      const fault = await this.#look()
      return fault ?? (mergesLeft > 0 && this.#maySave() ? this.#save(mergesLeft - 1) : null)
    }
    this.#base = new Map(Object.entries(document.store))
    this.#etag = result.etag
    return null
  }

  async #look(): Promise<CloseAction | null> {
    const result = await this.#options.transport.read(this.#knownAs)
    this.#progress++
    if (result.type === 'failed') return result.action
    return result.type === 'read' ? this.#receive(result.diagram) : null
  }

  #receive({ document, etag, knownAs, title, isReadonly }: ReadDiagram): CloseAction | null {
    this.#mode.set(isReadonly ? 'readonly' : 'readwrite')
    this.title.set(title)
    if (etag !== this.#etag) {
      const migrated = this.store.schema.migrateStoreSnapshot(document)
      if (migrated.type === 'error') return { type: 'stop', reason: 'client-too-old' }
      this.#merge(new Map(Object.entries(migrated.value)))
      this.#etag = etag
    }
    this.#knownAs = knownAs
    if (this.loaded.get()) return null
    this.store.ensureStoreIsUsable()
    this.loaded.set(true)
    return null
  }

  #merge(theirs: Records): void {
    this.store._flushHistory()
    const before = this.#listRecords()
    const mine = new Map([...this.#touched].map((id) => [id, before.get(id)]))
    const { merged, conflicts } = mergeDocuments({ base: this.#base, mine, theirs })
    if (conflicts.length > 0) this.#tell({ conflicts, ownCopy: this.store.getStoreSnapshot('document') })
    const put = [...merged.values()].filter((record) => !isEqual(before.get(record.id), record))
    const removed = [...before.values()].flatMap(({ id }) => (merged.has(id) ? [] : [id]))
    this.store.mergeRemoteChanges(() => {
      this.store.put(put)
      this.store.remove(removed)
    })
    this.#base = theirs
    const changed = [...this.#touched, ...put.map(({ id }) => id)]
    this.#touched = new Set(changed.filter((id) => !isEqual(merged.get(id), theirs.get(id))))
  }

  /** What nobody has decided yet stays; of the same record the newer is told. The first copy is the one without theirs. */
  #tell({ conflicts, ownCopy }: ConflictReport): void {
    const earlier = this.#report.get()
    const ids = new Set(conflicts.map(({ id }) => id))
    const kept = earlier?.conflicts.filter(({ id }) => !ids.has(id)) ?? []
    this.#report.set({ conflicts: [...kept, ...conflicts], ownCopy: earlier?.ownCopy ?? ownCopy })
  }

  #takeAlternative({ id, alternative }: Conflict): void {
    const records = this.#listRecords().set(id, alternative)
    fitTogether(records)
    const record = records.get(id)
    if (record) this.store.put([record])
    const report = this.#report.get()
    const conflicts = report?.conflicts.filter((conflict) => conflict.id !== id) ?? []
    this.#report.set(report && conflicts.length > 0 ? { ...report, conflicts } : null)
  }

  #listRecords(): Map<string, TLRecord> {
    const { document } = this.store.scopedTypes
    const records = this.store.allRecords().filter(({ typeName }) => document.has(typeName))
    return new Map(records.map((record) => [record.id, record]))
  }

  #countChanges(): number {
    return new Set([...this.#touched, ...this.#sending]).size
  }

  #readFacts(): SaveFacts {
    const { isOnline: connected } = this.socket
    return { connected, changes: this.#countChanges(), oldestPush: this.#progress, kept: this.#keeper.isKept() }
  }

  #startKeeper(): ChangeKeeper<KeptChanges> {
    const { keptChanges, diagramId, user, now } = this.#options
    return startChangeKeeper<KeptChanges>({
      write: (kept) => keptChanges.put(kept),
      clear: () => keptChanges.remove({ tabId: this.#tabId, diagramId, userId: user.id }),
      now,
      onSettled: () => this.#watch.poke(),
    })
  }

  #keepSoon(): void {
    if (this.#discarded) return
    const { diagramId, user, now } = this.#options
    const changes = this.#countChanges() > 0 ? this.#computeChanges() : null
    const schema = this.store.schema.serialize()
    const kept = { tabId: this.#tabId, diagramId, userId: user.id, savedAt: now(), schema, sent: {} }
    this.#keeper.keep(changes && { ...kept, changes })
  }

  #computeChanges(): RecordsDiff<TLRecord> {
    const changes: RecordsDiff<TLRecord> = { added: {}, updated: {}, removed: {} }
    for (const id of [...this.#sending, ...this.#touched]) {
      const [before, now] = [this.#base.get(id), this.store.get(id as TLRecord['id'])]
      if (before && now) Object.assign(changes.updated, { [id]: [before, now] })
      else if (now) Object.assign(changes.added, { [id]: now })
      else if (before) Object.assign(changes.removed, { [id]: before })
    }
    return changes
  }
}
