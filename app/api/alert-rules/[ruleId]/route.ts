import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { resetRule, updateRule } from '@/lib/ops/alerts/rules/change-rules'
import { ruleParams, updateRuleInput } from '@/lib/ops/alerts/rules/schema'

export const PATCH = route(
  { signedIn: true, params: ruleParams, body: updateRuleInput },
  async ({ actor, params, body }) => json(await updateRule({ actor, ...params, input: body })),
)

export const DELETE = route({ signedIn: true, params: ruleParams }, async ({ actor, params }) => {
  await resetRule({ actor, ...params })
  return noContent()
})
