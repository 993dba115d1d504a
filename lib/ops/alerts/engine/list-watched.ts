import type { ComponentState } from '@/lib/ops/health/component'
import { impactOf } from '@/lib/ops/health/dependency-map'
import type { AlertRule, ComponentCondition } from '../rules/alert-rule'
import { type SignalReading, signals } from '../signals/signal'
import { nameComponentAlert, nameSignalAlert } from './name-alert'
import type { Subject } from './subject'

export interface Observed {
  components: readonly ComponentState[]
  readings: readonly SignalReading[]
}

export type Finding =
  | { type: 'reading'; level: 'breached' | 'between' | 'clear' }
  | { type: 'paused' }
  | { type: 'no_data' }
  | { type: 'error'; message: string }

/** One thing that a rule looks at. */
export interface Watched {
  rule: AlertRule
  subject: Omit<Subject, 'mutedBy'>
  finding: Finding
  /** Components that make it worthless while they are down. */
  dependsOn: readonly string[]
}

/** Everything that the enabled rules look at. */
export function listWatched(rules: readonly AlertRule[], observed: Observed): Watched[] {
  return rules
    .filter(({ isEnabled }) => isEnabled)
    .flatMap((rule) =>
      rule.condition.kind === 'component' ? overComponents(rule, observed) : overSignal(rule, observed),
    )
}

/** Whether a condition looks at this component. */
export const isAbout = ({ components, except }: ComponentCondition, id: string): boolean =>
  (components.length === 0 || components.includes(id)) && !except.includes(id)

function overComponents(rule: AlertRule, { components }: Observed): Watched[] {
  const { condition } = rule
  if (condition.kind !== 'component') return []
  const names = new Map(components.map(({ id, name }) => [id, name]))
  return components
    .filter(({ id }) => isAbout(condition, id))
    .map((component) => ({
      rule,
      subject: {
        alertId: `${rule.id}_${component.id}`,
        ruleId: rule.id,
        type: rule.id,
        serviceId: component.id,
        serviceName: component.name,
        name: nameComponentAlert(component.name, rule.name),
        severity: rule.severity,
        message: component.message ?? `${component.name} is ${condition.status}.`,
        affects: impactOf(components, component.id).map((id) => names.get(id) ?? id),
      },
      finding: judgeComponent(component, condition.status),
      dependsOn: component.dependsOn,
    }))
}

function judgeComponent({ status }: ComponentState, wanted: 'down' | 'degraded'): Finding {
  switch (status) {
    case 'unknown':
      return { type: 'no_data' }
    case 'maintenance':
      return { type: 'paused' }
    default:
      return { type: 'reading', level: status === wanted ? 'breached' : 'clear' }
  }
}

function overSignal(rule: AlertRule, { readings }: Observed): Watched[] {
  const { condition } = rule
  if (condition.kind !== 'signal') return []
  return readings
    .filter(({ signal }) => signal === condition.signal)
    .map((reading) => ({
      rule,
      subject: {
        alertId: reading.instance ? `${rule.id}_${reading.instance.id}` : rule.id,
        ruleId: rule.id,
        type: rule.id,
        serviceId: reading.instance?.id ?? 'autograph',
        serviceName: reading.instance?.name ?? 'AutoGraph',
        name: nameSignalAlert(rule.name, reading.instance?.name ?? null),
        severity: rule.severity,
        message: presentValue(reading, condition.from),
        affects: [],
      },
      finding: judgeReading(reading, condition),
      dependsOn: signals[condition.signal].dependsOn,
    }))
}

function judgeReading({ value, error }: SignalReading, { from, below }: { from: number; below: number }): Finding {
  if (error !== undefined) return { type: 'error', message: error }
  if (value === null || Number.isNaN(value)) return { type: 'no_data' }
  if (value >= from) return { type: 'reading', level: 'breached' }
  return { type: 'reading', level: value < below ? 'clear' : 'between' }
}

function presentValue({ signal, instance, value }: SignalReading, from: number): string {
  const { label, unit } = signals[signal]
  if (instance) return `${label}: ${instance.name}.`
  const withUnit = (number: number) => `${Math.round(number * 100) / 100}${unit && ` ${unit}`}`
  return `${label}: ${value === null ? 'unknown' : withUnit(value)} (limit ${withUnit(from)}).`
}
