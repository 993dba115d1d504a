import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { editUpdate } from '@/lib/ops/incidents/edit-update'
import { editUpdateInput, incidentUpdateParams } from '@/lib/ops/incidents/schema'

export const PATCH = route(
  { signedIn: true, audit: 'incident.tell', params: incidentUpdateParams, body: editUpdateInput },
  async ({ actor, params, body }) => json(await editUpdate({ actor, ...params, input: body })),
)
