import type { Actor } from '@/lib/core/actor'
import type { TeamId } from '@/lib/core/ids'
import { authorizeTeam } from './authorize-team'
import { presentTeamMember } from './present'
import * as repo from './repo'
import type { TeamMemberDto } from './schema'

/** Owners first; whoever is in the team sees who else is. Errors: unauthenticated, not_found. */
export async function listTeamMembers(asked: { actor: Actor; teamId: TeamId }): Promise<TeamMemberDto[]> {
  await authorizeTeam({ ...asked, action: 'view' })
  return (await repo.listMemberRows(asked.teamId)).map(presentTeamMember)
}
