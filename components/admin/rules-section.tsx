import { type HealthState, StateLabel } from '@/components/ui/state-label'
import type { AlertRuleDto } from '@/lib/ops/alerts/rules/schema'
import { ResetRuleButton } from './reset-rule-button'
import { RuleDialog } from './rule-dialog'
import { describeRule, type RuleContext } from './rule-words'
import { StatusSection, UnreadSection } from './status-section'

interface RulesSectionProps extends RuleContext {
  /** Null when they could not be read. */
  rules: readonly AlertRuleDto[] | null
}

const looks: Record<AlertRuleDto['severity'], HealthState> = { critical: 'down', warning: 'degraded', info: 'unknown' }
const words: Record<AlertRuleDto['severity'], string> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'Information',
}

/** When people are told. */
export function RulesSection({ rules, ...context }: RulesSectionProps) {
  return (
    <StatusSection
      id="rules"
      title="Alert rules"
      description="When an alert is sent. You can change the rules that come with AutoGraph, and reset them."
      aside={<RuleDialog {...context} />}
    >
      {rules === null ? <UnreadSection what="The rules" /> : null}
      {rules && rules.length > 0 ? (
        <ul aria-label="Alert rules" className="overflow-hidden rounded-panel border border-line bg-panel">
          {rules.map((rule) => (
            <li
              key={rule.id}
              className="flex flex-wrap items-start gap-x-4 gap-y-2 border-line border-t px-4 py-2.5 first:border-t-0"
            >
              <div className="w-28 shrink-0 pt-px text-meta">
                {rule.isEnabled ? (
                  <StateLabel state={looks[rule.severity]} className="[&_svg]:size-3.5">
                    {words[rule.severity]}
                  </StateLabel>
                ) : (
                  <span className="text-muted">Switched off</span>
                )}
              </div>
              <div className="min-w-0 flex-1 basis-60">
                <p className="break-words font-medium">
                  {rule.name}
                  {rule.origin === 'changed' ? <span className="font-normal text-muted"> · changed</span> : null}
                </p>
                <p className="break-words text-meta text-muted">{describeRule(rule, context)}</p>
              </div>
              <div className="flex shrink-0 gap-2">
                {rule.origin === 'shipped' ? null : <ResetRuleButton rule={rule} />}
                <RuleDialog rule={rule} {...context} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </StatusSection>
  )
}
