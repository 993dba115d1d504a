import type { Snapshot } from '../store/alert-store'
import { isTrivial } from './alert-state'
import type { Recording } from './recording'

/** The snapshot that the store would give after it has written this. */
export function applyRecording(snapshot: Snapshot, { changes, queued, groups }: Recording): Snapshot {
  const alerts = new Map(snapshot.alerts)
  for (const { subject, state, nextVersion } of changes) {
    if (isTrivial(state)) alerts.delete(subject.alertId)
    else alerts.set(subject.alertId, { subject, state, version: nextVersion })
  }
  const nameOf = ({ alertId, key }: { alertId: string; key: string }) => `${alertId} ${key}`
  const sent = new Set(groups.flatMap(({ parts }) => parts.map(nameOf)))
  return { ...snapshot, alerts, waiting: [...snapshot.waiting, ...queued].filter((one) => !sent.has(nameOf(one))) }
}
