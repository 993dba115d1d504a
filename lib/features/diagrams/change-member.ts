import type { Actor } from '@/lib/core/actor'
import { notFound } from '@/lib/core/errors'
import type { DiagramId, UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getDocumentGateway } from '../documents/document-gateway'
import { authorizeDiagram } from './authorize-diagram'
import { presentMember } from './present'
import { memberRepo } from './repo-members'
import type { MemberDto, MemberRole } from './schema'

/** Gives a member another role; sockets that are open now follow at once. */
export async function changeMember(asked: {
  actor: Actor
  diagramId: DiagramId
  userId: UserId
  role: MemberRole
}): Promise<MemberDto> {
  const { actor, diagramId, userId, role } = asked
  const { diagram } = await authorizeDiagram({ actor, diagramId, action: 'manage' })
  const member = await memberRepo.setRole(diagramId, {
    userId,
    role,
    record: (tx) =>
      recordAudit(tx, {
        actor,
        action: 'diagram.member.change',
        target: { type: 'diagram', id: diagramId, name: diagram.title },
        facts: { memberId: userId, role },
      }),
  })
  if (!member) throw notFound('member')
  await getDocumentGateway().accessChanged({ diagramId, userId })
  return presentMember(member)
}
