/** A test compares them with the rules that are shipped and with what the page has. */
const explained = new Set([
  'service_down',
  'service_degraded',
  'high_error_rate',
  'slow_requests',
  'slow_saving',
  'high_cpu',
  'high_memory',
  'disk_filling',
  'disk_full',
  'event_loop_blocked',
  'error_spike',
  'sign_in_failures',
  'channel_failing',
  'backup_old',
  'backup_unproven',
  'backup_wal_old',
  'undelivered',
])

/** Where it says what to do about an alert; null for rules that admins have added, since only they know. */
export const findRunbook = (ruleId: string): string | null =>
  explained.has(ruleId) ? `docs/RUNBOOK.md#${ruleId}` : null
