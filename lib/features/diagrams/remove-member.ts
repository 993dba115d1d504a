import type { Actor } from '@/lib/core/actor'
import type { DiagramId, UserId } from '@/lib/core/ids'
import { getDocumentGateway } from '../documents/document-gateway'
import { authorizeDiagram } from './authorize-diagram'
import { memberRepo } from './repo-members'

/** The owner removes anyone, a member only himself; removing someone who is no member changes nothing. */
export async function removeMember(asked: { actor: Actor; diagramId: DiagramId; userId: UserId }): Promise<void> {
  const { actor, diagramId, userId } = asked
  const leaves = actor.type === 'user' && actor.id === userId
  await authorizeDiagram({ actor, diagramId, action: leaves ? 'view' : 'manage' })
  await memberRepo.remove(diagramId, userId)
  await getDocumentGateway().accessChanged({ diagramId, userId })
}
