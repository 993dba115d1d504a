import { formatDuration } from '@/lib/core/format-duration'
import type { AlertRuleDto } from '@/lib/ops/alerts/rules/schema'
import type { NamedComponent } from './component-choice'
import { formatMegabytes, formatMs } from './format-quantity'

/** A number that rules can look at, as people call it. */
export interface SignalChoice {
  id: string
  label: string
  unit: string
}

export interface RuleContext {
  components: readonly NamedComponent[]
  signals: readonly SignalChoice[]
}

/** When a rule tells, in one sentence. */
export function describeRule(
  { condition, forSeconds }: Pick<AlertRuleDto, 'condition' | 'forSeconds'>,
  { components, signals }: RuleContext,
): string {
  const lasting = forSeconds > 0 ? ` for ${formatDuration(forSeconds)}` : ''
  if (condition.kind === 'signal') {
    const { label = condition.signal, unit = '' } = signals.find(({ id }) => id === condition.signal) ?? {}
    return `${label}: ${formatThreshold(condition.from, unit)} or more${lasting}.`
  }
  const nameOf = (id: string) => components.find((one) => one.id === id)?.name ?? id
  const whose = condition.components.length > 0 ? condition.components.map(nameOf).join(', ') : 'Any component'
  const except = condition.except.length > 0 ? `, but for ${condition.except.map(nameOf).join(', ')}` : ''
  return `${whose} is ${condition.status}${lasting}${except}.`
}

/** Large numbers in the unit that people would say them in. */
function formatThreshold(value: number, unit: string): string {
  if (unit === 'MB') return formatMegabytes(value)
  if (unit === 'ms') return formatMs(value)
  if (unit === 'min') return formatDuration(value * 60)
  return unit ? `${value} ${unit}` : `${value}`
}

/** An id that is made of a name, as rules have it. */
export function makeRuleId(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return (/^[a-z]/.test(plain) && plain.length > 1 ? plain : `rule_${plain}`).slice(0, 40).replace(/_+$/, '')
}
