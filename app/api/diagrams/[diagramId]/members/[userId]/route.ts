import { changeMember } from '@/lib/features/diagrams/change-member'
import { removeMember } from '@/lib/features/diagrams/remove-member'
import { changeMemberInput, memberParams } from '@/lib/features/diagrams/schema'
import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const PATCH = route(
  { signedIn: true, params: memberParams, body: changeMemberInput },
  async ({ actor, params, body }) => json(await changeMember({ actor, ...params, role: body.role })),
)

export const DELETE = route({ signedIn: true, params: memberParams }, async ({ actor, params }) => {
  await removeMember({ actor, ...params })
  return noContent()
})
