import { addMember } from '@/lib/features/diagrams/add-member'
import { listMembers } from '@/lib/features/diagrams/list-members'
import { addMemberInput, diagramParams } from '@/lib/features/diagrams/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { jsonUnlessKnown } from '@/lib/http/unless-known'

export const GET = route({ signedIn: true, params: diagramParams }, async ({ request, actor, params }) => {
  const items = await listMembers({ actor, diagramId: params.diagramId })
  return jsonUnlessKnown(request, { items, nextCursor: null, total: items.length })
})

export const POST = route(
  { signedIn: true, params: diagramParams, body: addMemberInput },
  async ({ actor, params, body }) =>
    json(await addMember({ actor, diagramId: params.diagramId, ...body }), { status: 201 }),
)
