import { minuteMs } from '@/lib/core/time'
import type { AutomaticUpdate, FiredAlert, IncidentPlan, IncidentState } from './incident-state'

/** What comes back within this time was not over. */
export const reopenMs = 15 * minuteMs

interface Situation {
  /** Those that are open, and those that were resolved lately. */
  incidents: readonly IncidentState[]
  /** Of the open incidents, and those that no incident tells of yet. */
  alerts: readonly FiredAlert[]
}

interface Draft {
  incident: IncidentState
  alerts: FiredAlert[]
  joined: string[]
  updates: AutomaticUpdate[]
}

/**
 * One incident for each root cause: opened by its first alert, joined by the alerts of whatever stands on it, resolved when
 * all of them are, and open again when it comes back soon. Only what changes is in the answer; asked again after that was
 * written, there is nothing.
 */
export function planIncidents({ incidents, alerts }: Situation, newId: () => string): IncidentPlan[] {
  const drafts = incidents.map(
    (incident): Draft => ({
      incident,
      alerts: alerts.filter(({ incidentId }) => incidentId === incident.id),
      joined: [],
      updates: [],
    }),
  )
  const untold = alerts.filter(({ incidentId }) => incidentId === null)
  for (const alert of untold.toSorted(compareStarts)) {
    for (const draft of drafts) resolveUntil(draft, alert.startedAtMs)
    const home = findHome(drafts, alert)
    if (home) join(home, alert)
    else drafts.push(open(alert, newId()))
  }
  for (const draft of drafts) resolveUntil(draft, Number.POSITIVE_INFINITY)
  return drafts
    .filter(({ joined, updates }) => joined.length + updates.length > 0)
    .map(({ incident, joined, updates }) => ({ incident, joined, updates }))
}

const compareStarts = (a: FiredAlert, b: FiredAlert): number =>
  a.startedAtMs - b.startedAtMs || a.rowId.localeCompare(b.rowId)

function findHome(drafts: readonly Draft[], alert: FiredAlert): Draft | null {
  return drafts
    .filter(({ incident }) => isAbout(incident, alert) && isNear(incident, alert))
    .reduce<Draft | null>((best, one) => (best && endOf(best) >= endOf(one) ? best : one), null)
}

const endOf = ({ incident }: Draft): number => incident.resolvedAtMs ?? Number.POSITIVE_INFINITY

/** What a person has opened for a component is joined by its alerts too. */
const isAbout = ({ root, componentIds }: IncidentState, alert: FiredAlert): boolean =>
  root === null ? componentIds.includes(alert.root) : root === alert.root

const isNear = ({ startedAtMs, resolvedAtMs }: IncidentState, alert: FiredAlert): boolean =>
  (resolvedAtMs === null || alert.startedAtMs - resolvedAtMs < reopenMs) &&
  (alert.resolvedAtMs === null || startedAtMs - alert.resolvedAtMs < reopenMs)

function open(alert: FiredAlert, id: string): Draft {
  const { rowId, name, root, startedAtMs, triggeredAtMs } = alert
  return {
    incident: {
      ...{ id, version: 0, title: name, root, startedAtMs },
      status: 'investigating',
      componentIds: listComponents(alert),
      endsByItself: true,
      resolvedAtMs: null,
    },
    alerts: [alert],
    joined: [rowId],
    updates: [
      {
        id: `${rowId}:opened`,
        kind: 'investigating',
        text: 'This was noticed automatically and is being looked into.',
        isPublic: true,
        atMs: triggeredAtMs,
      },
    ],
  }
}

function join(draft: Draft, alert: FiredAlert): void {
  const { incident } = draft
  const { rowId, name, triggeredAtMs } = alert
  draft.alerts.push(alert)
  draft.joined.push(rowId)
  const componentIds = [...new Set([...incident.componentIds, ...listComponents(alert)])]
  draft.incident = { ...incident, componentIds, startedAtMs: Math.min(incident.startedAtMs, alert.startedAtMs) }
  if (isBack(incident, alert)) {
    draft.incident = { ...draft.incident, status: 'investigating', resolvedAtMs: null }
    const text = 'It is back, and is being looked into.'
    draft.updates.push({ id: `${rowId}:back`, kind: 'investigating', text, isPublic: true, atMs: triggeredAtMs })
  } else {
    draft.updates.push({ id: `${rowId}:joined`, kind: 'note', text: name, isPublic: false, atMs: triggeredAtMs })
  }
}

/** One that was over before the incident was, and is only heard of now, brings nothing back. */
const isBack = ({ resolvedAtMs }: IncidentState, alert: FiredAlert): boolean =>
  resolvedAtMs !== null && (alert.resolvedAtMs === null || alert.resolvedAtMs > resolvedAtMs)

/** What is measured within the process is no component. */
const listComponents = ({ serviceId }: FiredAlert): string[] => (serviceId === 'autograph' ? [] : [serviceId])

/** Resolves it when its last alert was over by then. */
function resolveUntil(draft: Draft, untilMs: number): void {
  const { incident, alerts } = draft
  if (incident.resolvedAtMs !== null || !incident.endsByItself || alerts.length === 0) return
  const last = alerts.reduce((latest, one) => (endOfAlert(one) > endOfAlert(latest) ? one : latest))
  if (last.resolvedAtMs === null || last.resolvedAtMs > untilMs) return
  draft.incident = { ...incident, status: 'resolved', resolvedAtMs: last.resolvedAtMs }
  draft.updates.push({
    id: `${last.rowId}:over`,
    kind: 'resolved',
    text: 'Everything works again.',
    isPublic: true,
    atMs: last.resolvedAtMs,
  })
}

const endOfAlert = ({ resolvedAtMs }: FiredAlert): number => resolvedAtMs ?? Number.POSITIVE_INFINITY
