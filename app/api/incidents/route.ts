import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { createIncident } from '@/lib/ops/incidents/create-incident'
import { listIncidents } from '@/lib/ops/incidents/list-incidents'
import { createIncidentInput, listIncidentsQuery } from '@/lib/ops/incidents/schema'

export const GET = route({ signedIn: true, query: listIncidentsQuery }, async ({ actor, query }) =>
  json(await listIncidents({ actor, query })),
)

export const POST = route(
  { signedIn: true, audit: 'incident.create', body: createIncidentInput },
  async ({ actor, body }) => json(await createIncident({ actor, input: body }), { status: 201 }),
)
