import type { Actor, UserActor } from '@/lib/core/actor'
import { AppError, notFound } from '@/lib/core/errors'
import type { TeamId } from '@/lib/core/ids'
import { assertTeamAllowed } from './assert-team'
import { computeTeamRole } from './compute-team-role'
import type { TeamAction } from './policy'
import type { TeamRole } from './pure/team-roles'
import * as repo from './repo'

export function assertPerson(actor: Actor): asserts actor is UserActor {
  if (actor.type !== 'user') throw new AppError('unauthenticated', 'Sign in to see this.')
}

interface Asked {
  actor: Actor
  teamId: TeamId
  action: TeamAction
}

/** The team, when the actor may do this with it. Errors: unauthenticated, not_found for strangers, forbidden. */
export async function authorizeTeam({ actor, teamId, action }: Asked): Promise<{ team: repo.TeamRow; role: TeamRole }> {
  assertPerson(actor)
  const team = await repo.findTeamRow(teamId, actor.id)
  const role = team && computeTeamRole(actor, team.role)
  assertTeamAllowed(role, action)
  if (!team) throw notFound('team')
  return { team, role }
}

interface Held {
  team: { id: TeamId; name: string }
  role: TeamRole
}

/** The same in a transaction that changes the team: what it finds stays so until the end. */
export async function holdTeam(tx: repo.Transaction, { actor, teamId, action }: Asked): Promise<Held> {
  assertPerson(actor)
  const team = await repo.lockTeam(tx, teamId)
  const role = team && (await findRole(tx, { actor, teamId }))
  assertTeamAllowed(role, action)
  if (!team) throw notFound('team')
  return { team, role }
}

const findRole = async (tx: repo.Transaction, { actor, teamId }: { actor: UserActor; teamId: TeamId }) =>
  computeTeamRole(actor, await repo.findRole(tx, { teamId, userId: actor.id }))

/** What the actor is in a team, which stays so until the transaction ends; null for strangers. */
export async function findTeamRoleHeld(
  tx: repo.Transaction,
  asked: { actor: UserActor; teamId: TeamId },
): Promise<TeamRole | null> {
  return (await repo.lockTeam(tx, asked.teamId)) && (await findRole(tx, asked))
}
