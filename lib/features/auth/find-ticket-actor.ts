import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { verifySyncTicket } from '../tokens/sync-ticket'
import { findSessionActor } from './find-actor'

/** Whose browser was given this ticket to a diagram; nobody when it is over, for another one, or none of ours. */
export async function findTicketActor(ticket: string, diagramId: DiagramId): Promise<Actor> {
  const sessionId = await verifySyncTicket(ticket, diagramId)
  return sessionId ? await findSessionActor(sessionId) : { type: 'anonymous' }
}
