import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import { findTeamLink, spendTeamLink } from '../auth/links/team-links'
import { assertPerson } from './authorize-team'
import { getTeam } from './get-team'
import { holdTeamToJoin, joinTeam } from './join-team'
import * as repo from './repo'
import type { TeamDto } from './schema'

/**
 * Lets in who was invited and is signed in with the address that the invitation was for. Errors: unauthenticated,
 * invalid_input for a link that is over, forbidden for somebody else's, conflict.
 */
export async function acceptTeamInvitation({ actor, token }: { actor: Actor; token: string }): Promise<TeamDto> {
  assertPerson(actor)
  const { id, email, teamId, role } = await findTeamLink(token)
  if (email !== actor.email) {
    throw new AppError('forbidden', `This invitation is for ${email}. You are signed in as ${actor.email}.`)
  }
  await repo.inTransaction(async (tx) => {
    await holdTeamToJoin(tx, teamId)
    await spendTeamLink(tx, id)
    await joinTeam(tx, { teamId, role, user: actor })
  })
  return await getTeam({ actor, teamId })
}
