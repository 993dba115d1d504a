import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { allocateMemory } from '@/lib/ops/diagnostics/make-load'
import { allocateMemoryInput } from '@/lib/ops/diagnostics/schema'

export const POST = route(
  {
    signedIn: true,
    audit: 'diagnostics.load',
    auditFacts: () => ({ kind: 'memory/allocate' }),
    body: allocateMemoryInput,
  },
  ({ actor, body }) =>
    json(allocateMemory({ actor, durationSeconds: body.duration_seconds, megabytes: body.megabytes }), { status: 202 }),
)
