import { createTeam } from '@/lib/features/teams/create-team'
import { listTeams } from '@/lib/features/teams/list-teams'
import { createTeamInput } from '@/lib/features/teams/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { jsonUnlessKnown } from '@/lib/http/unless-known'

export const GET = route({ signedIn: true }, async ({ request, actor }) => {
  const items = await listTeams({ actor })
  return jsonUnlessKnown(request, { items, nextCursor: null, total: items.length })
})

export const POST = route({ signedIn: true, body: createTeamInput }, async ({ actor, body }) => {
  const team = await createTeam({ actor, ...body })
  return json(team, { status: 201, headers: { location: `/api/teams/${team.id}` } })
})
