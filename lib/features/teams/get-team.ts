import type { Actor } from '@/lib/core/actor'
import type { TeamId } from '@/lib/core/ids'
import { authorizeTeam } from './authorize-team'
import { presentTeam } from './present'
import type { TeamDto } from './schema'

/** A team for one of its people; to anybody else there is none. Errors: unauthenticated, not_found. */
export async function getTeam({ actor, teamId }: { actor: Actor; teamId: TeamId }): Promise<TeamDto> {
  const { team, role } = await authorizeTeam({ actor, teamId, action: 'view' })
  return presentTeam(team, role)
}
