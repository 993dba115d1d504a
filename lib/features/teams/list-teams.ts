import type { Actor } from '@/lib/core/actor'
import { assertPerson } from './authorize-team'
import { computeTeamRole } from './compute-team-role'
import { presentTeam } from './present'
import * as repo from './repo'
import type { TeamDto } from './schema'

/** The teams that the actor is in, by name. Errors: unauthenticated. */
export async function listTeams({ actor }: { actor: Actor }): Promise<TeamDto[]> {
  assertPerson(actor)
  const rows = await repo.listTeamRows(actor.id)
  return rows.map((team) => presentTeam(team, computeTeamRole(actor, team.role) ?? team.role))
}
