import { changeAuditRetention, getAuditRetention } from '@/lib/features/audit/audit-retention'
import { auditRetention } from '@/lib/features/audit/schema'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({ signedIn: true }, async ({ actor }) => json(await getAuditRetention({ actor })))

export const PUT = route({ signedIn: true, body: auditRetention }, async ({ actor, body }) =>
  json(await changeAuditRetention({ actor, retention: body })),
)
