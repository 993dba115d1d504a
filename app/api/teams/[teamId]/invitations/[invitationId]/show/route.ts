import { teamInvitationParams } from '@/lib/features/teams/schema'
import { showTeamInvitation } from '@/lib/features/teams/show-team-invitation'
import { secretJson } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route(
  { signedIn: true, audit: 'team.invitation.show', params: teamInvitationParams },
  async ({ actor, params }) => secretJson(await showTeamInvitation({ actor, ...params })),
)
