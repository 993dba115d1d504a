import { type AlertRule, ruleFields } from './alert-rule'

/** The shipped rules as they were changed, then those that were added. What is no longer understood is as shipped. */
export function mergeRules(
  shipped: readonly AlertRule[],
  stored: readonly { id: string; rule: unknown }[],
): AlertRule[] {
  const changed = new Map<string, AlertRule>()
  for (const { id, rule } of stored) {
    const parsed = ruleFields.safeParse(rule)
    if (parsed.success) changed.set(id, { id, ...parsed.data })
  }
  const ids = new Set(shipped.map(({ id }) => id))
  return [
    ...shipped.map((rule) => changed.get(rule.id) ?? rule),
    ...[...changed.values()].filter(({ id }) => !ids.has(id)),
  ]
}
