import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { runSlowQuery } from '@/lib/ops/diagnostics/make-load'
import { slowQueryInput } from '@/lib/ops/diagnostics/schema'

export const POST = route(
  {
    signedIn: true,
    audit: 'diagnostics.load',
    auditFacts: () => ({ kind: 'database/slow-query' }),
    body: slowQueryInput,
  },
  async ({ actor, body }) => json(await runSlowQuery({ actor, durationSeconds: body.duration_seconds })),
)
