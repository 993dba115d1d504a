import type { Incident } from './alert-state'

/** What may happen to an incident, in the order in which it does within one moment. */
export const alertEventKinds = [
  'relapsed',
  'triggered',
  'told',
  'flapping',
  'escalated',
  'acknowledged',
  'recovering',
  'resolved',
] as const

export type AlertEventKind = (typeof alertEventKinds)[number]

export type Told = 'triggered' | 'escalated' | 'resolved' | 'flapping'

/**
 * What follows from a transition. `key` names it within its alert, the same however often it is computed, so that nothing
 * is written and nobody is told twice.
 */
export type Effect =
  | { type: 'event'; kind: AlertEventKind; key: string; incident: Incident }
  | { type: 'notice'; kind: Told; key: string; incident: Incident }

export const makeEvent = (kind: AlertEventKind, incident: Incident, now: number): Effect => ({
  type: 'event',
  kind,
  key: `${incident.startedAt}:${kind}:${now}`,
  incident,
})

export function makeNotice(kind: Told, incident: Incident): Effect {
  const counts = { triggered: 0, resolved: 0, escalated: incident.escalationCount, flapping: incident.flappingCount }
  return { type: 'notice', kind, key: `${incident.startedAt}:${kind}:${counts[kind]}`, incident }
}
