import { deleteTeam } from '@/lib/features/teams/delete-team'
import { getTeam } from '@/lib/features/teams/get-team'
import { renameTeam } from '@/lib/features/teams/rename-team'
import { deleteTeamQuery, renameTeamInput, teamParams } from '@/lib/features/teams/schema'
import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { jsonUnlessKnown } from '@/lib/http/unless-known'

export const GET = route({ signedIn: true, params: teamParams }, async ({ request, actor, params }) =>
  jsonUnlessKnown(request, await getTeam({ actor, ...params })),
)

export const PATCH = route(
  { signedIn: true, params: teamParams, body: renameTeamInput },
  async ({ actor, params, body }) => json(await renameTeam({ actor, ...params, ...body })),
)

export const DELETE = route(
  { signedIn: true, params: teamParams, query: deleteTeamQuery },
  async ({ actor, params, query }) => {
    await deleteTeam({ actor, ...params, takesDiagrams: query.diagrams === 'take' })
    return noContent()
  },
)
