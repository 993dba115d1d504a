import { teamParams, transferTeamInput } from '@/lib/features/teams/schema'
import { transferTeam } from '@/lib/features/teams/transfer-team'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const POST = route(
  { signedIn: true, params: teamParams, body: transferTeamInput },
  async ({ actor, params, body }) => json(await transferTeam({ actor, ...params, ...body })),
)
