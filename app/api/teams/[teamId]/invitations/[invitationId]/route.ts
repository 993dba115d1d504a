import { teamInvitationParams } from '@/lib/features/teams/schema'
import { withdrawTeamInvitation } from '@/lib/features/teams/withdraw-team-invitation'
import { noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const DELETE = route({ signedIn: true, params: teamInvitationParams }, async ({ actor, params }) => {
  await withdrawTeamInvitation({ actor, ...params })
  return noContent()
})
