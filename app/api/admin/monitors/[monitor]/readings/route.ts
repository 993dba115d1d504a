import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { listHistory } from '@/lib/ops/monitoring/list-history'
import { monitorParams, readingHistoryQuery } from '@/lib/ops/monitoring/schema'

export const GET = route(
  { signedIn: true, params: monitorParams, query: readingHistoryQuery },
  async ({ actor, params, query }) => json(await listHistory({ actor, monitor: params.monitor, query })),
)
