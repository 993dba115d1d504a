import type { Actor } from '@/lib/core/actor'
import { notFound } from '@/lib/core/errors'
import type { DiagramId, UserId } from '@/lib/core/ids'
import { getDocumentGateway } from '../documents/document-gateway'
import { authorizeDiagram } from './authorize-diagram'
import { memberRepo } from './repo-members'
import type { MemberRole } from './schema'

/** Gives a member another role; sockets that are open now follow at once. */
export async function changeMember(asked: {
  actor: Actor
  diagramId: DiagramId
  userId: UserId
  role: MemberRole
}): Promise<void> {
  const { actor, diagramId, userId, role } = asked
  await authorizeDiagram({ actor, diagramId, action: 'manage' })
  if (!(await memberRepo.setRole(diagramId, { userId, role }))) throw notFound('member')
  await getDocumentGateway().accessChanged({ diagramId, userId })
}
