import { minuteMs } from '@/lib/core/time'
import { type AlertState, initialState } from '@/lib/ops/alerts/engine/alert-state'
import type { Effect } from '@/lib/ops/alerts/engine/effect'
import { computeNextDue } from '@/lib/ops/alerts/engine/next-due'
import type { Patience } from '@/lib/ops/alerts/engine/patience'
import { type Sample, transition } from '@/lib/ops/alerts/engine/transition'

export const patience: Patience = {
  forMs: 300_000,
  clearForMs: 60_000,
  unmuteForMs: 60_000,
  escalateEveryMs: 900_000,
  gapMs: 180_000,
}

export const samples = {
  down: { type: 'reading', level: 'breached', isMuted: false },
  between: { type: 'reading', level: 'between', isMuted: false },
  up: { type: 'reading', level: 'clear', isMuted: false },
  'down, muted': { type: 'reading', level: 'breached', isMuted: true },
  'up, muted': { type: 'reading', level: 'clear', isMuted: true },
  maintenance: { type: 'paused' },
  unknown: { type: 'no_data', isMuted: false },
  broken: { type: 'error', message: 'it cannot be asked', isMuted: false },
  gone: { type: 'gone' },
  acknowledge: { type: 'acknowledged' },
} as const satisfies Record<string, Sample>

export type Name = keyof typeof samples

export interface Step {
  state: AlertState
  effects: Effect[]
}

/** Asks as the product does: at each sample, and whenever something falls due until the next. */
export function live(steps: readonly [atSeconds: number, sample: Name][], given: Partial<Patience> = {}): Step[] {
  const rule = { ...patience, ...given }
  let state: AlertState = initialState
  const told: Step[] = []
  const step = (sample: Sample, now: number) => {
    const outcome = transition(state, sample, rule, now)
    state = outcome.state
    told.push(outcome)
  }
  for (const [index, [at, name]] of steps.entries()) {
    step(samples[name], at * 1_000)
    const untilMs = (steps[index + 1]?.[0] ?? at) * 1_000
    // An acknowledgement says nothing of the thing itself: it goes on as it was.
    const lasting = name === 'acknowledge' ? samples[steps[index - 1]?.[1] ?? 'unknown'] : samples[name]
    for (let now = at * 1_000; now < untilMs; ) {
      const due = computeNextDue(state, rule, now)
      now = Math.max(now + 20, Math.min(now + minuteMs, due ?? Number.POSITIVE_INFINITY))
      if (now < untilMs) step(lasting, now)
    }
  }
  return told
}

export const listNotices = (steps: readonly Step[]) =>
  steps.flatMap(({ effects }) => effects.flatMap((effect) => (effect.type === 'notice' ? [effect.kind] : [])))

export const listPhases = (steps: readonly Step[]): string[] => {
  const phases = steps.map(({ state }) => state.phase)
  return phases.filter((phase, index) => phase !== phases[index - 1])
}
