import { json } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { createRule } from '@/lib/ops/alerts/rules/change-rules'
import { listRules } from '@/lib/ops/alerts/rules/list-rules'
import { createRuleInput } from '@/lib/ops/alerts/rules/schema'

export const GET = route({ signedIn: true }, async ({ actor }) => json(await listRules({ actor })))

export const POST = route(
  { signedIn: true, audit: 'alert-rule.create', body: createRuleInput },
  async ({ actor, body }) => json(await createRule({ actor, input: body }), { status: 201 }),
)
