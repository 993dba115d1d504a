import type { Actor } from '@/lib/core/actor'
import type { DiagramId } from '@/lib/core/ids'
import { authorizeDiagram } from './authorize-diagram'
import { presentMember } from './present'
import { memberRepo } from './repo-members'
import type { MemberDto } from './schema'

/** The owner first, then the members by name; whoever may view the diagram may see with whom. */
export async function listMembers(asked: { actor: Actor; diagramId: DiagramId }): Promise<MemberDto[]> {
  await authorizeDiagram({ ...asked, action: 'view' })
  return (await memberRepo.list(asked.diagramId)).map(presentMember)
}
