import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { stressCpu } from '@/lib/ops/diagnostics/make-load'
import { stressCpuInput } from '@/lib/ops/diagnostics/schema'

export const POST = route(
  { signedIn: true, audit: 'diagnostics.load', auditFacts: () => ({ kind: 'cpu/stress' }), body: stressCpuInput },
  ({ actor, body }) =>
    json(stressCpu({ actor, durationSeconds: body.duration_seconds, intensity: body.intensity }), { status: 202 }),
)
