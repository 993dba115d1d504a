import type { Actor } from '@/lib/core/actor'
import type { DiagramId, UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getDocumentGateway } from '../documents/document-gateway'
import { authorizeDiagram } from './authorize-diagram'
import { memberRepo } from './repo-members'

/** The owner removes anyone, a member only himself; removing someone who is no member changes nothing. */
export async function removeMember(asked: { actor: Actor; diagramId: DiagramId; userId: UserId }): Promise<void> {
  const { actor, diagramId, userId } = asked
  const leaves = actor.type === 'user' && actor.id === userId
  const { diagram } = await authorizeDiagram({ actor, diagramId, action: leaves ? 'view' : 'manage' })
  await memberRepo.remove(diagramId, {
    userId,
    record: (tx) =>
      recordAudit(tx, {
        actor,
        action: 'diagram.member.remove',
        target: { type: 'diagram', id: diagramId, name: diagram.title },
        facts: { memberId: userId },
      }),
  })
  await getDocumentGateway().accessChanged({ diagramId, userId })
}
