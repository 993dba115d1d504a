import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { listIncidents } from '@/lib/ops/alerts/list-incidents'
import { alertParams } from '@/lib/ops/alerts/schema'

export const GET = route({ signedIn: true, params: alertParams }, async ({ actor, params }) =>
  json(await listIncidents({ actor, ...params })),
)
