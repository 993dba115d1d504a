import { listTeamMembers } from '@/lib/features/teams/list-team-members'
import { teamParams } from '@/lib/features/teams/schema'
import { route } from '@/lib/http/route'
import { jsonUnlessKnown } from '@/lib/http/unless-known'

export const GET = route({ signedIn: true, params: teamParams }, async ({ request, actor, params }) => {
  const items = await listTeamMembers({ actor, ...params })
  return jsonUnlessKnown(request, { items, nextCursor: null, total: items.length })
})
