export const monitors = ['cpu', 'memory', 'event_loop', 'disk', 'network', 'requests', 'editing', 'pool'] as const

export type Monitor = (typeof monitors)[number]
export type ReadingState = 'ok' | 'warning' | 'critical'

/** From where on a reading is no longer all right, in the unit that is named. */
export interface Limits {
  unit: '%' | 'MB' | 'ms'
  warningFrom: number
  criticalFrom: number | null
}

export interface Reading {
  state: ReadingState
  /** One sentence for the log and for people. */
  summary: string
  /** By name with its unit at the end, e.g. `process_cpu_percent`. */
  values: Record<string, number>
  /** None where nothing is too much. */
  limits?: Limits
}

/** One thing that is looked at now and then. */
export interface Collector {
  monitor: Monitor
  everyMs: number
  collect(): Promise<Reading>
  /** Lets go of what it measures with; left out where that is nothing. */
  stop?(): void
}

/** Which of two limits a value has reached; the upper one may be missing. */
export function computeState(
  value: number,
  warningFrom: number,
  criticalFrom = Number.POSITIVE_INFINITY,
): ReadingState {
  if (value >= criticalFrom) return 'critical'
  return value >= warningFrom ? 'warning' : 'ok'
}

export const round = (value: number): number => Math.round(value * 100) / 100
