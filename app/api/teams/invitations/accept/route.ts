import { acceptTeamInvitation } from '@/lib/features/teams/accept-team-invitation'
import { acceptTeamInvitationInput } from '@/lib/features/teams/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route({ signedIn: true, body: acceptTeamInvitationInput }, async ({ actor, body }) =>
  json(await acceptTeamInvitation({ actor, ...body })),
)
