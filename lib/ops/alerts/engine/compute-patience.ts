import { minuteMs, secondMs } from '@/lib/core/time'
import type { AlertRule } from '../rules/alert-rule'
import type { Patience } from './patience'

export interface Pace {
  checkIntervalMs: number
  escalateEveryMs: number
}

/** What a rule and the settings say together. */
export function computePatience(rule: AlertRule, { checkIntervalMs, escalateEveryMs }: Pace): Patience {
  const forMs = rule.forSeconds * secondMs
  return {
    forMs,
    clearForMs: rule.clearForSeconds * secondMs,
    unmuteForMs: Math.min(minuteMs, forMs / 5),
    escalateEveryMs: rule.escalates ? escalateEveryMs : null,
    gapMs: Math.max(minuteMs, 3 * checkIntervalMs),
  }
}

/** An alert that is no longer asked for waits for nothing. */
export const noPatience: Patience = { forMs: 0, clearForMs: 0, unmuteForMs: 0, escalateEveryMs: null, gapMs: 0 }
