import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { listDeliveries } from '@/lib/ops/alerts/delivery/list-deliveries'
import { listDeliveriesQuery } from '@/lib/ops/alerts/delivery/schema'

export const GET = route({ signedIn: true, query: listDeliveriesQuery }, async ({ actor, query }) =>
  json(await listDeliveries({ actor, query })),
)
