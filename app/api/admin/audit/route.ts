import { listAudit } from '@/lib/features/audit/list-audit'
import { listAuditQuery } from '@/lib/features/audit/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({ signedIn: true, query: listAuditQuery }, async ({ actor, query }) =>
  json(await listAudit({ actor, query })),
)
