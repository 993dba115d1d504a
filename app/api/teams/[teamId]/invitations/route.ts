import { inviteToTeam } from '@/lib/features/teams/invite-to-team'
import { listTeamInvitations } from '@/lib/features/teams/list-team-invitations'
import { inviteToTeamInput, teamParams } from '@/lib/features/teams/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { jsonUnlessKnown } from '@/lib/http/unless-known'

export const GET = route({ signedIn: true, params: teamParams }, async ({ request, actor, params }) =>
  jsonUnlessKnown(request, await listTeamInvitations({ actor, ...params })),
)

export const POST = route(
  { signedIn: true, params: teamParams, body: inviteToTeamInput },
  async ({ actor, params, body }) => json(await inviteToTeam({ actor, ...params, ...body }), { status: 201 }),
)
