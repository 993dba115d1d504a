import { minuteMs } from '@/lib/core/time'
import type { AlertRule } from '../rules/alert-rule'
import type { Silence } from '../silences/silence'
import { type AlertState, initialState, isTrivial } from './alert-state'
import { computePatience, noPatience, type Pace } from './compute-patience'
import type { Effect } from './effect'
import { findMute } from './find-mute'
import { listWatched, type Observed, type Watched } from './list-watched'
import { computeNextDue } from './next-due'
import type { Subject } from './subject'
import { type Sample, transition } from './transition'

/** What is no longer there for so long, although its rule is, does not come back. */
const goneAfterMs = 15 * minuteMs

export interface StoredAlert {
  state: AlertState
  subject: Subject
  version: number
}

export interface Situation {
  alerts: ReadonlyMap<string, StoredAlert>
  rules: readonly AlertRule[]
  silences: readonly Silence[]
}

export interface AlertChange {
  subject: Subject
  state: AlertState
  effects: readonly Effect[]
  /** Of the state that it follows from; 0 when there was none. */
  version: number
  nextVersion: number
}

export interface Due {
  state: AlertState
  /** When it has to be looked at again. */
  at: number
}

export interface Evaluation {
  changes: AlertChange[]
  dues: Due[]
}

/** Asks every rule about everything it watches, and what was watched before. Pure. */
export function evaluateAlerts(
  { alerts, rules, silences }: Situation,
  { observed, pace, now }: { observed: Observed; pace: Pace; now: number },
): Evaluation {
  const watched = new Map(listWatched(rules, observed).map((one) => [one.subject.alertId, one]))
  const known = { components: observed.components, rules, silences, now }
  const evaluation: Evaluation = { changes: [], dues: [] }
  for (const alertId of new Set([...watched.keys(), ...alerts.keys()])) {
    const before = alerts.get(alertId) ?? null
    const one = watched.get(alertId) ?? null
    const subject = one ? { ...one.subject, mutedBy: findMute(one, known) } : before?.subject
    if (!subject) continue
    const sample = one ? toSample(one, subject.mutedBy !== null) : judgeMissing(before, { rules, now })
    const patience = one ? computePatience(one.rule, pace) : noPatience
    const state = before?.state ?? initialState
    const outcome = transition(state, sample, patience, now)
    const due = computeNextDue(outcome.state, patience, now)
    if (due !== null && one) evaluation.dues.push({ state: outcome.state, at: due })
    if (!before && isTrivial(outcome.state)) continue
    if (outcome.state === state && subject.mutedBy === (before?.subject.mutedBy ?? subject.mutedBy)) continue
    const version = before?.version ?? 0
    evaluation.changes.push({ subject, ...outcome, version, nextVersion: version + 1 })
  }
  return evaluation
}

const toSample = ({ finding }: Watched, isMuted: boolean): Sample =>
  finding.type === 'paused' ? finding : { ...finding, isMuted }

/** A component that is not known yet, after a start, is not one that was taken away. */
function judgeMissing(
  before: StoredAlert | null,
  { rules, now }: { rules: readonly AlertRule[]; now: number },
): Sample {
  const isAsked = rules.some(({ id, isEnabled }) => isEnabled && id === before?.subject.ruleId)
  const { state } = before ?? {}
  if (!isAsked || (state?.phase === 'no_data' && now - state.since >= goneAfterMs)) return { type: 'gone' }
  return { type: 'no_data', isMuted: true }
}
