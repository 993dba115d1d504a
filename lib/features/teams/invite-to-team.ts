import type { Actor } from '@/lib/core/actor'
import { AppError } from '@/lib/core/errors'
import type { TeamId, UserId } from '@/lib/core/ids'
import { dayMs } from '@/lib/core/time'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { countTeamLinks, insertTeamLink } from '../auth/links/team-links'
import { assertPerson, holdTeam } from './authorize-team'
import { teamIsFull } from './join-team'
import { teamLimits } from './pure/team-limits'
import type { InvitedRole } from './pure/team-roles'
import * as repo from './repo'
import type { TeamInvitationDto } from './schema'

interface InviteToTeam {
  actor: Actor
  teamId: TeamId
  email: string
  role: InvitedRole
}

/**
 * Invites whoever reads a mailbox, and answers the same whether there is an account with that address. A newer invitation
 * replaces the older: that is how one is sent again. Errors: unauthenticated, not_found, forbidden, conflict, rate_limited.
 */
export async function inviteToTeam({ actor, teamId, email, role }: InviteToTeam): Promise<TeamInvitationDto> {
  assertPerson(actor)
  const { id: invitedById, name: invitedBy } = actor
  return await repo.inTransaction(async (tx) => {
    const { team } = await holdTeam(tx, { actor, teamId, action: 'invite' })
    if (await repo.isMemberEmail(tx, { teamId, email })) throw isMember()
    const link = await insertTeamLink(tx, { teamId, teamRole: role, email, invitedById })
    await assertWithinLimits(tx, { teamId, invitedById })
    const target = { type: 'team', id: teamId, name: team.name }
    await recordAudit(tx, { actor, action: 'team.invite', target, facts: { email, role } })
    return { ...link, email, role, invitedBy, given: false }
  })
}

function isMember(): AppError {
  const message = 'Somebody with this address is in the team already.'
  return new AppError('conflict', message, { errors: [{ path: 'email', code: 'member', message }] })
}

/** With the new one. */
async function assertWithinLimits(
  tx: repo.Transaction,
  { teamId, invitedById }: { teamId: TeamId; invitedById: UserId },
): Promise<void> {
  const { open, lately } = await countTeamLinks(tx, { teamId, invitedById, since: new Date(Date.now() - dayMs) })
  if (lately > teamLimits.invitationsPerDay) {
    throw new AppError('rate_limited', `You have sent ${teamLimits.invitationsPerDay} invitations today. Try tomorrow.`)
  }
  if ((await repo.countMembers(tx, teamId)) + open > teamLimits.people) throw teamIsFull()
}
