import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { listAlerts } from '@/lib/ops/alerts/list-alerts'
import { listAlertsQuery } from '@/lib/ops/alerts/schema'

export const GET = route({ query: listAlertsQuery }, async ({ actor, query }) =>
  json(await listAlerts({ actor, query }), { headers: { 'cache-control': 'no-store' } }),
)
