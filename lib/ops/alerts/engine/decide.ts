import type { Snapshot } from '../store/alert-store'
import type { Pace } from './compute-patience'
import { type AlertChange, evaluateAlerts } from './evaluate-alerts'
import type { Observed } from './list-watched'
import { planNotices, type WaitingNotice } from './plan-notices'
import { presentNoticeAlert } from './present-notice-alert'
import type { Recording } from './recording'

export interface DecisionSettings {
  pace: Pace
  /** How long a notice may wait for others of its kind. */
  groupMs: number
  /** Where people read more about an alert. */
  presentUrl(alertId: string): string
}

export interface Decision {
  recording: Recording
  /** When something falls due next. */
  nextAt: number | null
}

/** All that follows from a moment. Pure but for the ids of notices. */
export function decide(
  snapshot: Snapshot,
  { observed, now, pace, groupMs, presentUrl }: DecisionSettings & { observed: Observed; now: number },
): Decision {
  const { changes, dues } = evaluateAlerts(snapshot, { observed, pace, now })
  const queued = changes.flatMap((change) => listNotices(change, { now, presentUrl }))
  const waiting = new Map([...snapshot.waiting, ...queued].map((one) => [`${one.alertId} ${one.key}`, one]))
  const plan = planNotices({ waiting: [...waiting.values()], dues, groupMs, now })
  const groups = plan.groups.map((group) => ({ ...group, route: 'outbox' as const }))
  const times = [...dues.map(({ at }) => at), ...(plan.nextAt === null ? [] : [plan.nextAt])]
  return {
    recording: { at: now, changes, queued, groups },
    nextAt: times.length > 0 ? Math.min(...times) : null,
  }
}

function listNotices(
  { subject, effects }: AlertChange,
  { now, presentUrl }: { now: number; presentUrl(alertId: string): string },
): WaitingNotice[] {
  return effects.flatMap((effect) => {
    if (effect.type !== 'notice') return []
    const alert = presentNoticeAlert({ subject, effect, now, url: presentUrl(subject.alertId) })
    return [{ alertId: subject.alertId, key: effect.key, kind: effect.kind, alert, queuedAt: now }]
  })
}
