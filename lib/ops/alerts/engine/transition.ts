import { type AlertState, findKnown, type Incident, initialState, isEmpty, type KnownState } from './alert-state'
import { type Effect, makeEvent, makeNotice } from './effect'
import { forget, isFlapping, mayTellOfFlapping, rememberBreach, rememberFiring } from './flapping'
import { flapping, type Patience } from './patience'
import { speak } from './speak'

/**
 * What is known at one moment. A value `between` its two limits changes nothing for the better: it ends waiting, and does
 * not count as recovered.
 */
export type Sample =
  | { type: 'reading'; level: 'breached' | 'between' | 'clear'; isMuted: boolean }
  /** Announced maintenance: nothing begins, nothing ends, nobody is told. */
  | { type: 'paused' }
  | { type: 'no_data'; isMuted: boolean }
  | { type: 'error'; message: string; isMuted: boolean }
  /** The rule or what it watched is no more. */
  | { type: 'gone' }
  | { type: 'acknowledged' }

export interface Outcome<State extends AlertState = AlertState> {
  /** The very same object when nothing has changed. */
  state: State
  effects: Effect[]
}

interface Moment {
  patience: Patience
  now: number
  isMuted: boolean
}

/** The one decision about an alert: pure, and the same for the same question, so that it can be asked again after a crash. */
export function transition(state: AlertState, sample: Sample, patience: Patience, now: number): Outcome {
  const known = findKnown(state)
  const moment = { patience, now, isMuted: 'isMuted' in sample ? sample.isMuted : true }
  switch (sample.type) {
    case 'reading':
      return read(known, sample.level, moment)
    case 'paused':
      return known.phase === 'pending' ? calm(known.memory, now) : goOn(known, moment)
    case 'no_data': {
      const held = goOn(known, moment)
      if (state.phase === 'no_data' && held.state === known) return { state, effects: [] }
      const since = state.phase === 'no_data' ? state.since : now
      return { state: { phase: 'no_data', since, before: held.state }, effects: held.effects }
    }
    case 'error': {
      const held = goOn(known, moment)
      const { message } = sample
      if (state.phase === 'error' && state.message === message && held.state === known) return { state, effects: [] }
      const since = state.phase === 'error' ? state.since : now
      return { state: { phase: 'error', since, message, before: held.state }, effects: held.effects }
    }
    case 'gone':
      return 'incident' in known ? resolve(known, now) : stay(initialState)
    case 'acknowledged':
      return acknowledge(state, now)
  }
}

function read(state: KnownState, level: 'breached' | 'between' | 'clear', moment: Moment): Outcome<KnownState> {
  switch (state.phase) {
    case 'normal':
    case 'resolved':
      return level === 'breached' ? begin(state, moment) : settle(state, moment.now)
    case 'pending':
      return level === 'breached' ? wait(state, moment) : calm(state.memory, moment.now)
    case 'firing':
      return level === 'clear' ? recover(state, moment) : goOn(state, moment)
    case 'recovering':
      return level === 'clear' ? mend(state, moment) : relapse(state, level, moment)
  }
}

const stay = <State extends AlertState>(state: State): Outcome<State> => ({ state, effects: [] })

const calm = (memory: KnownState['memory'], now: number): Outcome<KnownState> =>
  stay({ phase: 'normal', memory: forget(memory, now) })

/** Kept for as long as it matters to flapping. */
function settle(state: KnownState, now: number): Outcome<KnownState> {
  if (state.phase === 'normal' && isEmpty(state.memory)) return stay(state)
  return stay(isEmpty(forget(state.memory, now)) ? initialState : state)
}

function begin(state: KnownState, { patience, now, isMuted }: Moment): Outcome<KnownState> {
  const memory = rememberBreach(state.memory, now)
  if (patience.forMs <= 0) return fire({ startedAt: now, memory }, { patience, now, isMuted })
  return stay({ phase: 'pending', memory, since: now, seenAt: now })
}

/** Flapping ends the waiting as well: each single time may be too short for ever. */
function wait(state: Extract<KnownState, { phase: 'pending' }>, moment: Moment): Outcome<KnownState> {
  const { patience, now } = moment
  const { memory } = state
  const since = now - state.seenAt > patience.gapMs ? now : state.since
  const isDue = now - since >= patience.forMs || (isFlapping(memory, now) && mayTellOfFlapping(memory, now))
  return isDue ? fire({ startedAt: since, memory }, moment) : stay({ ...state, since, seenAt: now })
}

function fire(given: { startedAt: number; memory: KnownState['memory'] }, moment: Moment): Outcome<KnownState> {
  const { now } = moment
  const memory = rememberFiring(given.memory, now)
  const incident: Incident = {
    startedAt: given.startedAt,
    triggeredAt: now,
    isTold: false,
    quietUntil: null,
    escalationCount: 0,
    escalateAt: null,
    acknowledgedAt: null,
    isFlapping: isFlapping(memory, now),
    flappingCount: 0,
  }
  const { effects, ...heard } = speak({ incident, memory }, moment)
  return { state: { phase: 'firing', ...heard }, effects: [makeEvent('triggered', heard.incident, now), ...effects] }
}

/** Time passes and nothing else is new. */
function goOn(state: KnownState, moment: Moment): Outcome<KnownState> {
  if (state.phase !== 'firing') return stay(state)
  const { effects, incident, memory } = speak(state, moment)
  if (incident === state.incident) return stay(state)
  return { state: { ...state, incident, memory }, effects }
}

function recover(state: Extract<KnownState, { phase: 'firing' }>, { patience, now }: Moment): Outcome<KnownState> {
  const { incident, memory } = state
  if (computeClearMs(incident, patience) <= 0) return resolve(state, now)
  const recovering = { phase: 'recovering' as const, incident, memory, since: now, seenAt: now }
  return { state: recovering, effects: steps('recovering', incident, now) }
}

/** What recovers says nothing more; it ends, or it begins to hold again. */
function mend(state: Extract<KnownState, { phase: 'recovering' }>, { patience, now }: Moment): Outcome<KnownState> {
  const since = now - state.seenAt > patience.gapMs ? now : state.since
  if (now - since >= computeClearMs(state.incident, patience)) return resolve(state, now)
  return stay({ ...state, since, seenAt: now })
}

function relapse(
  state: Extract<KnownState, { phase: 'recovering' }>,
  level: 'breached' | 'between',
  moment: Moment,
): Outcome<KnownState> {
  const { now } = moment
  const memory = level === 'breached' ? rememberRelapse(state, now) : state.memory
  const incident = { ...state.incident, isFlapping: state.incident.isFlapping || isFlapping(memory, now) }
  const { effects, ...heard } = speak({ incident, memory }, moment)
  return { state: { phase: 'firing', ...heard }, effects: [...steps('relapsed', incident, now), ...effects] }
}

/** An incident that is held open because it flaps would have been another one. */
function rememberRelapse({ incident, memory }: { incident: Incident; memory: KnownState['memory'] }, now: number) {
  const breached = rememberBreach(memory, now)
  return incident.isFlapping ? rememberFiring(breached, now) : breached
}

/** While it flaps, each single time is not worth a line. */
const steps = (kind: 'recovering' | 'relapsed', incident: Incident, now: number): Effect[] =>
  incident.isFlapping ? [] : [makeEvent(kind, incident, now)]

export const computeClearMs = ({ isFlapping }: Incident, { clearForMs }: Patience): number =>
  isFlapping ? Math.max(clearForMs, flapping.calmMs) : clearForMs

function resolve(state: Extract<KnownState, { incident: Incident }>, now: number): Outcome<KnownState> {
  const { incident, memory } = state
  const effects = [makeEvent('resolved', incident, now)]
  if (incident.isTold) effects.push(makeNotice('resolved', incident))
  return { state: { phase: 'resolved', memory: forget(memory, now), at: now }, effects }
}

function acknowledge(state: AlertState, now: number): Outcome {
  const known = findKnown(state)
  if (!('incident' in known) || known.incident.acknowledgedAt !== null) return stay(state)
  const incident = { ...known.incident, acknowledgedAt: now }
  const after = { ...known, incident }
  const effects = [makeEvent('acknowledged', incident, now)]
  return { state: 'before' in state ? { ...state, before: after } : after, effects }
}
