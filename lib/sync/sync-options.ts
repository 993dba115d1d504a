import type { Actor, UserActor } from '@/lib/core/actor'
import type { ComponentNews } from '@/lib/core/component-news'
import type { DiagramId } from '@/lib/core/ids'
import type { DiagramEntry } from '@/lib/features/diagrams/find-diagram-access'
import type { DocumentStore } from '@/lib/features/documents/document-store'
import type { DocumentSnapshot } from '@/lib/features/documents/schema'
import type { ProcessMessages } from '@/lib/platform/db/notify'
import type { SocketLimits } from './socket-limits'

/** It decides who may see what: a connection only says who asks. */
export interface ComponentSource {
  watch(watcher: { actor: Actor; ids: readonly string[]; tell(news: ComponentNews): void }): {
    ask(ids: readonly string[]): void
    identify(actor: Actor): void
    stop(): void
  }
}

/** What the sync server reaches the rest of the product through. */
export interface SyncDeps {
  findActor(credentials: { cookie: string | null; authorization: string | null }): Promise<Actor>
  /** Who shows a ticket for this diagram. */
  findTicketActor(ticket: string, diagramId: DiagramId): Promise<Actor>
  /** Who somebody is now whose ticket has been taken. */
  findActorAgain(actor: UserActor): Promise<Actor>
  /** Whether the instance can be used from there; as limits count it. */
  isAdmitted(address: string | null): Promise<boolean>
  findDiagramEntry(asked: { actor: Actor; diagramId: DiagramId }): Promise<DiagramEntry | null>
  store: DocumentStore
  messages: ProcessMessages
  /** Who tells how components are; null tells nobody. */
  components: ComponentSource | null
  /** Draws the preview that is kept beside a document; null keeps none. */
  renderPreview: ((document: DocumentSnapshot) => string | Promise<string>) | null
  maxDocumentBytes: number
  socketLimits: SocketLimits
  /** How much all sockets together may hold back until it is durable. */
  maxHeldBytes: number
  timings: SyncTimings
}

export interface SyncTimings {
  /** Flushes of one room start at least this far apart. */
  flushWindowMs: number
  /** A room without sockets is closed after this. */
  idleMs: number
  /** Leases are renewed this often; they last 12 s. */
  renewMs: number
  /** The preview is drawn this long after the last change. */
  previewDelayMs: number
  /** Every socket's right to be there is checked again this often, whatever events said. */
  recheckMs: number
  /** How long a stop waits for the last changes to become durable. */
  drainMs: number
}

export const defaultTimings: SyncTimings = {
  flushWindowMs: 4,
  idleMs: 30_000,
  renewMs: 4_000,
  previewDelayMs: 2_000,
  recheckMs: 5 * 60_000,
  drainMs: 2_500,
}
