import type { SilenceDto } from '@/lib/ops/alerts/silences/schema'

const fields = { alert_id: 'Alert', type: 'Rule', service_id: 'Service', severity: 'Severity' } as const
const verbs = { equal: 'is', not_equal: 'is not', prefix: 'begins with' } as const

/** `Service is kv`. */
export const describeMatcher = ({ field, is, value }: SilenceDto['matchers'][number]): string =>
  `${fields[field]} ${verbs[is]} ${value}`
