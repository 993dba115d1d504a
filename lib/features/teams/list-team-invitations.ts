import type { Actor } from '@/lib/core/actor'
import type { TeamId } from '@/lib/core/ids'
import { isMailSetUp } from '@/lib/platform/mail/is-mail-set-up'
import { listTeamLinks } from '../auth/links/team-links'
import { authorizeTeam } from './authorize-team'
import type { TeamInvitationsDto } from './schema'

/** Who is invited and has not come yet, for who decides about it. Errors: unauthenticated, not_found, forbidden. */
export async function listTeamInvitations(asked: { actor: Actor; teamId: TeamId }): Promise<TeamInvitationsDto> {
  await authorizeTeam({ ...asked, action: 'invite' })
  return { items: await listTeamLinks(asked.teamId), mail: isMailSetUp() }
}
