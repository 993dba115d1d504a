import type { ComponentState } from '@/lib/ops/health/component'
import { rootCauses } from '@/lib/ops/health/dependency-map'
import type { AlertRule } from '../rules/alert-rule'
import { findSilence, type Silence } from '../silences/silence'
import { isAbout, type Watched } from './list-watched'

interface Known {
  components: readonly ComponentState[]
  rules: readonly AlertRule[]
  silences: readonly Silence[]
  now: number
}

/** Why nobody is told of this alert now; null when they are. */
export function findMute(watched: Watched, known: Known): string | null {
  const silence = findSilence(watched.subject, known.silences, known.now)
  if (silence) return `silence:${silence.id}`
  const cause = findCause(watched, known)
  return cause === null ? null : `cause:${cause}`
}

/** What is down below it and has an alert of its own: else nobody would hear of anything. */
function findCause({ rule, subject, dependsOn }: Watched, { components, rules }: Known): string | null {
  const causes =
    rule.condition.kind === 'component'
      ? listCausesOf(subject.serviceId, components)
      : dependsOn.filter((id) => components.some((component) => component.id === id && component.status === 'down'))
  return causes.find((id) => id !== subject.serviceId && rules.some((other) => tellsOf(other, id))) ?? null
}

/** Of one that is down; one that is only degraded is caused by whatever it needs directly. */
function listCausesOf(id: string, components: readonly ComponentState[]): string[] {
  const component = components.find((one) => one.id === id)
  if (component?.status === 'down') return rootCauses(components, id)
  const down = new Set(components.filter(({ status }) => status === 'down').map((one) => one.id))
  return (component?.dependsOn ?? []).filter((below) => down.has(below))
}

const tellsOf = ({ condition, isEnabled }: AlertRule, id: string): boolean =>
  isEnabled && condition.kind === 'component' && condition.status === 'down' && isAbout(condition, id)
