import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { collectGarbage } from '@/lib/ops/diagnostics/make-load'

export const POST = route(
  { signedIn: true, audit: 'diagnostics.load', auditFacts: () => ({ kind: 'memory/gc' }) },
  ({ actor }) => json(collectGarbage({ actor })),
)
