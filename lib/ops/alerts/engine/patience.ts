import { hourMs, minuteMs } from '@/lib/core/time'

/** How a rule waits, repeats and forgives. */
export interface Patience {
  /** How long the condition holds before it is an incident. */
  forMs: number
  /** How long it is over before the incident is. */
  clearForMs: number
  /** How long an alert that was muted is still given to end by itself. */
  unmuteForMs: number
  /** Between two notices of an incident that nobody acknowledged; null: once is enough. */
  escalateEveryMs: number | null
  /** Without a sample for longer than this, what began before has to begin again. */
  gapMs: number
}

/** When coming and going is flapping: then an incident stays open until it has been calm. */
export const flapping = {
  windowMs: hourMs,
  breaches: 5,
  firings: 3,
  calmMs: 15 * minuteMs,
  tellEveryMs: hourMs,
}
