import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { changeIncident } from '@/lib/ops/incidents/change-incident'
import { getIncident } from '@/lib/ops/incidents/get-incident'
import { changeIncidentInput, incidentParams } from '@/lib/ops/incidents/schema'

export const GET = route({ signedIn: true, params: incidentParams }, async ({ actor, params }) =>
  json(await getIncident({ actor, ...params })),
)

export const PATCH = route(
  { signedIn: true, audit: 'incident.change', params: incidentParams, body: changeIncidentInput },
  async ({ actor, params, body }) => json(await changeIncident({ actor, ...params, input: body })),
)
