import type { Finding } from './check'

export type MeasuredStatus = Finding['status']
type Outcome = Exclude<MeasuredStatus, 'unknown'>

/** What is believed of one component by what was found. */
export interface CheckState {
  status: MeasuredStatus
  /** Of the last findings, the latest last; as many as it takes to believe the worst. */
  recent: readonly Outcome[]
  message: string | null
  latencyMs: number | null
}

export interface Sample extends Pick<Finding, 'status' | 'message'> {
  latencyMs: number
}

export interface Patience {
  /** So many findings in a row are at least this bad before it is believed. */
  worseAfter: number
  /** So many in a row are at least this good before it is believed. */
  betterAfter: number
}

export const defaultPatience: Patience = { worseAfter: 3, betterAfter: 2 }

export const nothingKnown: CheckState = { status: 'unknown', recent: [], message: null, latencyMs: null }

const badness: Record<Outcome, number> = { up: 0, degraded: 1, down: 2 }

export interface Transition {
  state: CheckState
  effects: readonly { type: 'changed'; from: MeasuredStatus; to: MeasuredStatus }[]
}

/** What is believed after one more finding. */
export function transition(state: CheckState, sample: Sample, patience = defaultPatience): Transition {
  const next =
    sample.status === 'unknown' ? { ...nothingKnown, message: sample.message } : believe(state, sample, patience)
  const effects =
    next.status === state.status ? [] : [{ type: 'changed' as const, from: state.status, to: next.status }]
  return { state: next, effects }
}

/** Whether the last finding says what is believed; if not, it is worth looking again soon. */
export const isSettled = ({ status, recent }: CheckState): boolean => (recent.at(-1) ?? 'unknown') === status

function believe(state: CheckState, sample: Sample & { status: MeasuredStatus }, patience: Patience): CheckState {
  const outcome = sample.status as Outcome
  const kept = Math.max(patience.worseAfter, patience.betterAfter)
  const recent = [...state.recent, outcome].slice(-kept)
  const status = computeStatus(state.status, recent, patience)
  const message = status === 'up' ? null : state.message
  return { status, recent, message: status === outcome ? sample.message : message, latencyMs: sample.latencyMs }
}

/**
 * Worse is the best of the last few, better the worst of the last few: one blip changes nothing, and whoever wavers between
 * two states is taken for the one that all of them bear out.
 */
function computeStatus(before: MeasuredStatus, recent: readonly Outcome[], patience: Patience): MeasuredStatus {
  const best = pick(recent.slice(-patience.worseAfter), Math.min)
  const worst = pick(recent.slice(-patience.betterAfter), Math.max)
  const isBorneOut = { worse: recent.length >= patience.worseAfter, better: recent.length >= patience.betterAfter }
  if (before === 'unknown') {
    if (isBorneOut.better && worst !== 'down') return worst
    return isBorneOut.worse && best === 'down' ? 'down' : 'unknown'
  }
  if (isBorneOut.worse && badness[best] > badness[before]) return best
  if (isBorneOut.better && badness[worst] < badness[before]) return worst
  return before
}

const outcomes: readonly Outcome[] = ['up', 'degraded', 'down']

const pick = (some: readonly Outcome[], choose: (...of: number[]) => number): Outcome =>
  outcomes[choose(...some.map((one) => badness[one]))] ?? 'down'
