import type { Actor } from '@/lib/core/actor'
import type { DiagramId, UserId } from '@/lib/core/ids'
import { remember } from '@/lib/platform/remember'
import type { DocumentSnapshot } from './schema'

/**
 * The way into a document for everything that is not a socket. The room of a diagram is the only writer of its document,
 * and rooms live above features; so features talk to this port and `lib/boot` plugs `lib/sync` into it.
 */
export interface DocumentGateway {
  /**
   * Replaces the whole document through its room, so that open editors see it at once. Resolves when it is durable.
   * `ifMatch` null writes unconditionally, a list only over a state that it names. Errors: precondition_failed when stale, invalid_input for records that do not
   * validate, payload_too_large, unavailable when the database is down or another process holds the room.
   */
  replace(write: {
    diagramId: DiagramId
    actor: Actor
    document: DocumentSnapshot
    ifMatch: readonly string[] | null
  }): Promise<{ etag: string }>
  /**
   * Tells open sockets, in every process, that access changed: each is closed or downgraded as the policy now says.
   * Without `userId`, all sockets of the diagram are checked, without `diagramId` all of the person; a diagram that is
   * trashed or deleted closes them with 4404.
   */
  accessChanged(change: AccessChange): Promise<void>
  /** Tells the open editors of a diagram, in every process, that it has another title. */
  renamed(diagram: { diagramId: DiagramId }): Promise<void>
}

/** Whose access to what may be another now. */
export type AccessChange = { diagramId: DiagramId; userId?: UserId } | { diagramId?: undefined; userId: UserId }

interface Slot {
  gateway: DocumentGateway | null
}

const slot = (): Slot => remember('documents.gateway', () => ({ gateway: null }))

export function provideDocumentGateway(gateway: DocumentGateway | null): void {
  slot().gateway = gateway
}

/** The gateway of this process; throws when `lib/boot` has not provided one. */
export function getDocumentGateway(): DocumentGateway {
  const { gateway } = slot()
  if (!gateway) throw new Error('The document gateway has not been provided; lib/boot does so at start.')
  return gateway
}
