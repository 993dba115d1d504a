import type { Actor } from '@/lib/core/actor'
import { AppError, notFound } from '@/lib/core/errors'
import type { TeamId } from '@/lib/core/ids'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { showTeamLink } from '../auth/links/team-links'
import type { ShownLinkDto } from '../auth/schema-links'
import { authorizeTeam } from './authorize-team'

interface Show {
  actor: Actor
  teamId: TeamId
  invitationId: string
}

/**
 * The link of an invitation, to hand over where no mail does. With a mail server it goes to its mailbox alone, or who
 * invites could pass for whom they invite. Errors: unauthenticated, not_found, forbidden, conflict.
 */
export async function showTeamInvitation({ actor, teamId, invitationId }: Show): Promise<ShownLinkDto> {
  await authorizeTeam({ actor, teamId, action: 'invite' })
  if (isMailSetUp())
    throw new AppError('conflict', 'The link was mailed. Send the invitation again if it did not arrive.')
  const shown = await showTeamLink({ teamId, id: invitationId })
  if (!shown) throw notFound('invitation')
  return shown
}
