import { checkAudit } from '@/lib/features/audit/check-audit'
import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'

export const GET = route({ signedIn: true }, async ({ actor }) => json(await checkAudit({ actor })))
