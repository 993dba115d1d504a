import { z } from 'zod'

export const silenceFields = ['alert_id', 'type', 'service_id', 'severity'] as const

/** Plain comparisons; a regular expression could take for ever. */
export const silenceMatcher = z.strictObject({
  field: z.enum(silenceFields),
  is: z.enum(['equal', 'not_equal', 'prefix']).default('equal'),
  value: z.string().min(1).max(200),
})

export const silenceMatchers = z.array(silenceMatcher).min(1).max(10)

export type SilenceMatcher = z.infer<typeof silenceMatcher>

export interface Silence {
  id: string
  matchers: readonly SilenceMatcher[]
  startsAtMs: number
  endsAtMs: number
}

/** What a silence can be about. */
export interface Silenceable {
  alertId: string
  type: string
  serviceId: string
  severity: string
}

/** Whether all matchers fit. */
export const isMatched = (alert: Silenceable, matchers: readonly SilenceMatcher[]): boolean =>
  matchers.length > 0 && matchers.every((matcher) => fits(alert, matcher))

function fits(alert: Silenceable, { field, is, value }: SilenceMatcher): boolean {
  const given = { alert_id: alert.alertId, type: alert.type, service_id: alert.serviceId, severity: alert.severity }[
    field
  ]
  switch (is) {
    case 'equal':
      return given === value
    case 'not_equal':
      return given !== value
    case 'prefix':
      return given.startsWith(value)
  }
}

export const findSilence = (alert: Silenceable, silences: readonly Silence[], now: number): Silence | null =>
  silences.find(
    ({ matchers, startsAtMs, endsAtMs }) => startsAtMs <= now && now < endsAtMs && isMatched(alert, matchers),
  ) ?? null
