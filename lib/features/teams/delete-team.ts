import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { TeamId, UserId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { requireStepUp } from '../auth/require-step-up'
import { holdTeam } from './authorize-team'
import * as repo from './repo'
import { countTeamDiagrams, takeDiagrams } from './repo-diagrams'
import { tellMembers } from './tell-members'

interface DeleteTeam {
  actor: Actor
  teamId: TeamId
  /** Makes what is in the team the actor's own. */
  takesDiagrams: boolean
}

/** Deletes a team, for an owner who has just proved who they are. Errors: unauthenticated, not_found, forbidden; conflict while there are diagrams in it that nobody takes. */
export async function deleteTeam(asked: DeleteTeam): Promise<void> {
  const actor = await requireStepUp(asked.actor)
  const members = await repo.inTransaction((tx) => deleteIn(tx, { ...asked, actor, by: actor.id }))
  await tellMembers(members)
}

async function deleteIn(tx: repo.Transaction, { actor, teamId, takesDiagrams, by }: DeleteTeam & { by: UserId }) {
  const { team } = await holdTeam(tx, { actor, teamId, action: 'delete' })
  const diagrams = await countTeamDiagrams(tx, teamId)
  if (diagrams > 0 && !takesDiagrams) throw notEmpty(diagrams)
  await takeDiagrams(tx, { teamId, by })
  const members = await repo.listMemberIds(tx, teamId)
  await repo.deleteTeam(tx, teamId)
  const target = { type: 'team', id: teamId, name: team.name }
  await recordAudit(tx, { actor, action: 'team.delete', target, facts: { diagrams, members: members.length } })
  return members
}

function notEmpty(diagrams: number): AppError {
  const what = diagrams === 1 ? 'There is 1 diagram' : `There are ${diagrams} diagrams`
  return new AppError('conflict', `${what} in this team. Take them over with it, or move them out of the team first.`)
}
