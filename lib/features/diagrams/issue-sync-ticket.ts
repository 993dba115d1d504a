import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { assertOwnSession } from '../auth/assert-signed-in'
import { signSyncTicket, syncTicketSeconds } from '../tokens/sync-ticket'
import { authorizeDiagram } from './authorize-diagram'
import type { SyncTicketDto } from './schema'

/** A ticket to the live room of a diagram on another host. Errors: unauthenticated, forbidden with an API key, not_found. */
export async function issueSyncTicket(asked: { actor: Actor; diagramId: DiagramId }): Promise<SyncTicketDto> {
  const { actor, diagramId } = asked
  await authorizeDiagram({ actor, diagramId, action: 'view' })
  assertOwnSession(actor)
  return { ticket: await signSyncTicket(actor, diagramId), expiresIn: syncTicketSeconds }
}
