import type { Actor } from '@/lib/core/actor'
import { notFound } from '@/lib/core/errors'
import type { TeamId } from '@/lib/core/ids'
import { recordAudit } from '@/lib/platform/audit/record-audit'
import { withdrawTeamLinks } from '../auth/links/team-links'
import { holdTeam } from './authorize-team'
import * as repo from './repo'

interface Withdraw {
  actor: Actor
  teamId: TeamId
  invitationId: string
}

/** Takes an invitation back; its link works no longer. Errors: unauthenticated, not_found, forbidden. */
export async function withdrawTeamInvitation({ actor, teamId, invitationId }: Withdraw): Promise<void> {
  await repo.inTransaction(async (tx) => {
    const { team } = await holdTeam(tx, { actor, teamId, action: 'invite' })
    if ((await withdrawTeamLinks(tx, { teamId, id: invitationId })) === 0) throw notFound('invitation')
    const target = { type: 'team', id: teamId, name: team.name }
    await recordAudit(tx, { actor, action: 'team.invitation.withdraw', target, facts: { invitationId } })
  })
}
