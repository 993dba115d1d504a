import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { addUpdate } from '@/lib/ops/incidents/add-update'
import { addUpdateInput, incidentParams } from '@/lib/ops/incidents/schema'

export const POST = route(
  { signedIn: true, audit: 'incident.tell', params: incidentParams, body: addUpdateInput },
  async ({ actor, params, body }) => json(await addUpdate({ actor, ...params, input: body }), { status: 201 }),
)
