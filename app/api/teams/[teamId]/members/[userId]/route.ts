import { changeTeamMember } from '@/lib/features/teams/change-team-member'
import { removeTeamMember } from '@/lib/features/teams/remove-team-member'
import { changeTeamMemberInput, teamMemberParams } from '@/lib/features/teams/schema'
import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const PATCH = route(
  { signedIn: true, params: teamMemberParams, body: changeTeamMemberInput },
  async ({ actor, params, body }) => json(await changeTeamMember({ actor, ...params, ...body })),
)

export const DELETE = route({ signedIn: true, params: teamMemberParams }, async ({ actor, params }) => {
  await removeTeamMember({ actor, ...params })
  return noContent()
})
