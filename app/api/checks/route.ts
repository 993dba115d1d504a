import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { createCheck } from '@/lib/ops/health/create-check'
import { listChecks } from '@/lib/ops/health/list-checks'
import { createCheckInput } from '@/lib/ops/health/schema-checks'

export const GET = route({ signedIn: true }, async ({ actor }) => {
  const items = await listChecks({ actor })
  return json({ items, nextCursor: null, total: items.length })
})

export const POST = route(
  { signedIn: true, audit: 'check.create', auditFacts: ({ body: { name } }) => ({ name }), body: createCheckInput },
  async ({ actor, body }) => json(await createCheck({ actor, input: body }), { status: 201 }),
)
