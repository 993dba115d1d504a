import { json, noContent } from '@/lib/http/json'
import { route } from '@/lib/http/route'
import { resetRule, updateRule } from '@/lib/ops/alerts/rules/change-rules'
import { ruleParams, updateRuleInput } from '@/lib/ops/alerts/rules/schema'

export const PATCH = route(
  { signedIn: true, audit: 'alert-rule.change', params: ruleParams, body: updateRuleInput },
  async ({ actor, params, body }) => json(await updateRule({ actor, ...params, input: body })),
)

export const DELETE = route(
  { signedIn: true, audit: 'alert-rule.delete', params: ruleParams },
  async ({ actor, params }) => {
    await resetRule({ actor, ...params })
    return noContent()
  },
)
