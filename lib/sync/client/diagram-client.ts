import { type ServerMessage, TLSyncClient } from '@tldraw/sync-core'
import { atom, computed, react, type TLAssetStore, type TLPresenceUserInfo, type TLStore } from 'tldraw'
import { newId } from '@/lib/core/ids'
import { type ChangeKeeper, startChangeKeeper } from './change-keeper'
import { ComponentStates } from './component-states'
import { DiagramSocket, type DiagramSocketDeps } from './diagram-socket'
import type { KeptChanges, KeptChangesStore } from './kept-changes'
import { type RecordsById, readTheirs, rebaseChanges } from './merge-changes'
import type { OpenDiagram } from './open-diagram'
import { type RestoreNotice, restoreKeptChanges } from './restore-kept-changes'
import type { SaveFacts } from './save-state'
import { type SaveWatch, startSaveWatch } from './save-watch'
import { computePresence, createSyncedStore } from './synced-store'
import type { TabClaims } from './tab-claims'
import { countUnacknowledged, findOldestPush, rememberSent, sendUnsent } from './unacknowledged'

/** `overtaken`: others deleted what was changed here while the connection was lost. */
export type ClientNotice = RestoreNotice | { type: 'overtaken'; count: number }

export interface DiagramClientOptions {
  diagramId: string
  user: TLPresenceUserInfo
  assets: TLAssetStore
  /** The address of the diagram's room, without the query that names the session. */
  getAddress: DiagramSocketDeps['getAddress']
  openSocket: DiagramSocketDeps['openSocket']
  onFault: DiagramSocketDeps['onFault']
  keptChanges: KeptChangesStore
  claims: TabClaims
  onNotice: (notice: ClientNotice) => void
  now: () => number
}

/**
 * One open diagram: tldraw's store and sync client over our own socket, with the changes that the server has not
 * acknowledged kept in the browser and counted. Used instead of tldraw's `useSync`, which tells neither.
 */
export class DiagramClient implements OpenDiagram {
  readonly store: TLStore
  readonly socket: DiagramSocket
  /** False until the document has arrived once. */
  readonly loaded = atom('diagram loaded', false)
  /** As the server last told it; null until it has. */
  readonly title = atom<string | null>('diagram title', null)
  readonly saveState: SaveWatch['state']
  readonly components: ComponentStates
  readonly conflicts = null
  #options: DiagramClientOptions
  #tabId = newId<string>()
  #mode = atom<'readonly' | 'readwrite'>('sync mode', 'readwrite')
  #sync: TLSyncClient
  #sent: RecordsById = {}
  #keeper: ChangeKeeper<KeptChanges>
  #watch: SaveWatch
  #discarded = false
  #disposables: (() => void)[]
  #restored: Promise<() => void>

  constructor(options: DiagramClientOptions) {
    this.#options = options
    this.components = new ComponentStates({ ask: (message) => this.socket.ask(message), now: options.now })
    this.socket = this.#openSocket()
    const status = computed('collaboration status', () => this.socket.connectionStatus)
    this.store = createSyncedStore({ tabId: this.#tabId, assets: options.assets, status, mode: this.#mode })
    this.#sync = this.#startSync()
    this.#keeper = this.#startKeeper()
    this.#watch = startSaveWatch({ read: () => this.#readFacts(), now: options.now })
    this.saveState = this.#watch.state
    this.#disposables = this.#listen()
    this.#restored = restoreKeptChanges({
      ...options,
      tabId: this.#tabId,
      store: this.store,
      loaded: this.loaded,
      mode: this.#mode,
      settle: () => this.flush(),
    })
  }

  async flush(): Promise<void> {
    this.store._flushHistory()
    sendUnsent(this.#sync, this.socket)
    await this.#keeper.flush()
  }

  isAtRisk(): boolean {
    return !this.#discarded && countUnacknowledged(this.#sync) > 0 && this.#keeper.isAtRisk()
  }

  async discardChanges(): Promise<void> {
    this.#discarded = true
    this.#keeper.keep(null)
    await this.#keeper.flush()
  }

  stop(): void {
    for (const dispose of this.#disposables) dispose()
    this.#sync.close()
    this.socket.close()
    this.#watch.stop()
    void this.#keeper.flush().then(async () => (await this.#restored)())
  }

  #openSocket(): DiagramSocket {
    const { getAddress, openSocket, onFault } = this.#options
    return new DiagramSocket({
      getAddress: async () => withSession(await getAddress(), this.#tabId),
      openSocket,
      onFault,
      random: Math.random,
      onTitle: (title) => this.title.set(title),
      onComponents: (message) => this.components.receive(message),
      beforeSend: (message) => rememberSent(message, this.#sent),
      beforeReceive: (message) => this.#prepareOpening(message),
    })
  }

  #startSync(): TLSyncClient {
    return new TLSyncClient({
      store: this.store,
      socket: this.socket,
      presence: computePresence(this.store, this.#options.user),
      onLoad: () => undefined,
      onSyncError: () => undefined,
      onAfterConnect: (_client, { isReadonly }) => {
        this.#mode.set(isReadonly ? 'readonly' : 'readwrite')
        this.store.ensureStoreIsUsable()
        this.loaded.set(true)
        this.#watch.poke()
      },
    })
  }

  #prepareOpening(message: ServerMessage): void {
    if (message.type !== 'connect' || message.connectRequestId !== this.#sync.latestConnectRequestId) return
    const changes = this.#sync.speculativeChanges
    const rebased = rebaseChanges({ changes, theirs: readTheirs(message), sent: this.#sent })
    this.#sync.speculativeChanges = rebased.changes
    const count = rebased.dropped.length
    if (count > 0) this.#options.onNotice({ type: 'overtaken', count })
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

  #listen(): (() => void)[] {
    return [
      // After the sync client's own listener, so that the change is already among the unacknowledged.
      this.store.listen(() => this.#keep(), { source: 'user', scope: 'document' }),
      react('look again when the connection changes', () => {
        const { type } = this.socket.phase.get()
        if (type !== 'online') this.components.lose()
        this.#watch.poke()
      }),
      () => this.components.stop(),
    ]
  }

  #keep(): void {
    this.#watch.poke()
    if (this.#discarded || countUnacknowledged(this.#sync) === 0) return
    const { diagramId, user, now } = this.#options
    this.#keeper.keep({
      tabId: this.#tabId,
      diagramId,
      userId: user.id,
      savedAt: now(),
      schema: this.store.schema.serialize(),
      changes: this.#sync.speculativeChanges,
      sent: { ...this.#sent },
    })
  }

  #readFacts(): SaveFacts {
    const changes = countUnacknowledged(this.#sync)
    if (changes === 0) {
      this.#keeper.keep(null)
      this.#sent = {}
    }
    const connected = this.#sync.isConnectedToRoom
    return { connected, changes, oldestPush: findOldestPush(this.#sync), kept: this.#keeper.isKept() }
  }
}

function withSession(address: string, tabId: string): string {
  const url = new URL(address)
  url.searchParams.set('sessionId', tabId)
  url.searchParams.set('storeId', tabId)
  url.searchParams.append('follow', 'title')
  url.searchParams.append('follow', 'components')
  return url.href
}
