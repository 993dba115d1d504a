/** `flapping` tells once an hour of an alert that comes and goes, instead of a message for each time. */
export const noticeKinds = ['triggered', 'escalated', 'resolved', 'flapping', 'test'] as const

export type NoticeKind = (typeof noticeKinds)[number]

export const severities = ['critical', 'warning', 'info'] as const

export type Severity = (typeof severities)[number]

/** One alert as people are told of it; times are ISO 8601. */
export interface NoticeAlert {
  /** The same for every incident of one thing: `service_down_database`. */
  alertId: string
  /** What is wrong, as a heading: `Database Down`. */
  name: string
  type: string
  serviceId: string
  serviceName: string
  severity: Severity
  status: 'active' | 'resolved'
  triggeredAt: string
  resolvedAt: string | null
  acknowledgedAt: string | null
  escalationCount: number
  /** How long the condition has held, or held. */
  durationSeconds: number
  message: string
  /** Where to read more. */
  url: string
  /** Names of what depends on it. */
  affects: readonly string[]
}

/** What is sent at once: alerts that began, went on or ended within the same moments. */
export interface AlertNotice {
  /** The same for the same notice, however often it is tried. */
  id: string
  kind: NoticeKind
  at: string
  alerts: readonly NoticeAlert[]
}
