import { minuteMs, secondMs } from '@/lib/core/time'
import type { Check } from '../check'

type Timing = Pick<Check, 'everyMs' | 'timeoutMs' | 'confirmAfterMs'>

/** What people notice at once. Down within 5 + 3 × 2 + 2 × 1 s at the latest, even when it only hangs. */
export const often: Timing = { everyMs: 5 * secondMs, timeoutMs: 2 * secondMs, confirmAfterMs: secondMs }

/** What somebody else pays for, or what changes slowly. */
export const everyMinute: Timing = { everyMs: minuteMs, timeoutMs: 10 * secondMs, confirmAfterMs: 5 * secondMs }

export const everyHour: Timing = { ...everyMinute, everyMs: 60 * minuteMs }
