import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { DiagramId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { getDocumentGateway } from '../documents/document-gateway'
import { authorizeDiagram } from './authorize-diagram'
import { presentMember } from './present'
import { memberRepo } from './repo-members'
import type { MemberDto, MemberRole } from './schema'

/** Shares a diagram with a person who has an account; someone who is a member already gets the new role. */
export async function addMember(asked: {
  actor: Actor
  diagramId: DiagramId
  email: string
  role: MemberRole
}): Promise<MemberDto> {
  const { actor, diagramId, email, role } = asked
  const { diagram } = await authorizeDiagram({ actor, diagramId, action: 'manage' })
  const person = await memberRepo.findPerson(email)
  if (!person) throw badEmail('unknown_account', 'Nobody has an account with this address. Ask them to register first.')
  if (person.userId === diagram.ownerId) throw badEmail('is_owner', 'The owner has every right already.')
  await memberRepo.upsert(diagramId, {
    userId: person.userId,
    role,
    record: (tx) =>
      recordAudit(tx, {
        actor,
        action: 'diagram.member.add',
        target: { type: 'diagram', id: diagramId, name: diagram.title },
        facts: { memberId: person.userId, member: person.email, role },
      }),
  })
  await getDocumentGateway().accessChanged({ diagramId, userId: person.userId })
  return presentMember({ ...person, role })
}

const badEmail = (code: string, message: string) =>
  new AppError('invalid_input', message, { errors: [{ path: 'email', code, message }] })
