import { type AlertState, findKnown, type Incident } from './alert-state'
import { isFlapping, mayTellOfFlapping } from './flapping'
import type { Patience } from './patience'
import { computeClearMs } from './transition'

/** When this alert has to be looked at again even if nothing happens; null: not before something does. */
export function computeNextDue(state: AlertState, patience: Patience, now: number): number | null {
  const known = findKnown(state)
  switch (known.phase) {
    case 'normal':
    case 'resolved':
      return null
    case 'pending':
      if (isFlapping(known.memory, now) && mayTellOfFlapping(known.memory, now)) return now
      return known.since + patience.forMs
    case 'firing':
      return findSpeaking(known.incident)
    case 'recovering':
      return known.since + computeClearMs(known.incident, patience)
  }
}

function findSpeaking({ quietUntil, isTold, acknowledgedAt, escalateAt }: Incident): number | null {
  if (quietUntil === 'open') return null
  if (!isTold) return quietUntil
  if (acknowledgedAt !== null || escalateAt === null) return null
  return Math.max(quietUntil ?? escalateAt, escalateAt)
}
