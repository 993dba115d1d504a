import { minuteMs } from '@/lib/core/time'
import { computeWalLimitMs } from '@/lib/ops/backup/wal/wal-reach'
import type { Env } from '@/lib/platform/env/schema'
import type { SignalName } from '../signals/signal'
import type { AlertRule } from './alert-rule'

export type RuleSettings = Pick<
  Env,
  | 'ALERT_SERVICE_DOWN_THRESHOLD_SECONDS'
  | 'CPU_CRITICAL_THRESHOLD_PERCENT'
  | 'MEMORY_CRITICAL_THRESHOLD_MB'
  | 'DISK_WARNING_THRESHOLD_PERCENT'
  | 'BACKUP_INTERVAL_MINUTES'
  | 'BACKUP_VERIFY_HOURS'
  | 'BACKUP_WAL_SECONDS'
>

/** What is watched out of the box. The limits are where people are affected, not where a graph looks unusual. */
export function listDefaultRules(settings: RuleSettings): AlertRule[] {
  const downSeconds = settings.ALERT_SERVICE_DOWN_THRESHOLD_SECONDS
  const disk = settings.DISK_WARNING_THRESHOLD_PERCENT
  return [
    makeComponentRule({
      id: 'service_down',
      name: 'Down',
      status: 'down',
      severity: 'critical',
      forSeconds: downSeconds,
    }),
    makeComponentRule({
      id: 'service_degraded',
      name: 'Degraded',
      status: 'degraded',
      severity: 'warning',
      forSeconds: Math.min(86_400, 3 * downSeconds),
    }),
    over('high_error_rate', 'High error rate', 'error_rate', [5, 2], { severity: 'critical' }),
    over('slow_requests', 'Slow requests', 'request_duration_p95', [2.5, 1], { forSeconds: 600 }),
    over('slow_saving', 'Slow saving', 'saving_duration_p95', [1, 0.25]),
    over('high_cpu', 'High CPU', 'cpu', around(settings.CPU_CRITICAL_THRESHOLD_PERCENT), { forSeconds: 600 }),
    over('high_memory', 'High memory', 'memory', around(settings.MEMORY_CRITICAL_THRESHOLD_MB), { forSeconds: 600 }),
    over('disk_filling', 'Disk filling up', 'disk', [disk, Math.max(0, disk - 2)], { forSeconds: 600 }),
    over('disk_full', 'Disk nearly full', 'disk', [95, 93], { severity: 'critical', forSeconds: 60 }),
    over('event_loop_blocked', 'Event loop blocked', 'event_loop_delay', [1_000, 250]),
    over('error_spike', 'Error spike', 'error_repeats', [100, 20], { forSeconds: 60 }),
    over('sign_in_failures', 'Many failed sign-ins', 'sign_in_failures', [100, 20], { forSeconds: 60 }),
    over('channel_failing', 'Alert channel failing', 'failing_channels', [1, 1], { forSeconds: 60 }),
    over('backup_old', 'Backup too old', 'backup_age', computeBackupLimit(settings), { severity: 'critical' }),
    over('backup_unproven', 'Backup not proven', 'backup_proven_age', computeProofLimit(settings)),
    over('backup_wal_old', 'Log not archived', 'backup_wal_age', computeWalLimit(settings)),
    over('undelivered', 'Messages not delivered', 'dead_letters', [1, 1], { forSeconds: 60 }),
  ]
}

/** Components that have rules of their own for what makes them degraded. */
const ownRules = ['disk', 'outbox', 'backup']

/** A tenth below the limit it is well again, so that a value at the limit does not come and go. */
const around = (limit: number): [number, number] => [limit, limit * 0.9]

/** In minutes. Where nobody makes them by themselves, a nightly one that is late. */
function computeBackupLimit({ BACKUP_INTERVAL_MINUTES: every }: RuleSettings): [number, number] {
  const limit = every > 0 ? Math.max(60, 6 * every) : 28 * 60
  return [limit, limit - 1]
}

/** In days. */
function computeProofLimit({ BACKUP_VERIFY_HOURS: every }: RuleSettings): [number, number] {
  const limit = every > 0 ? Math.max(3, (3 * every) / 24) : 35
  return [limit, limit - 0.5]
}

/** In minutes. */
function computeWalLimit(settings: RuleSettings): [number, number] {
  const limit = computeWalLimitMs(settings) / minuteMs
  return [limit, limit - 1]
}

function makeComponentRule(
  given: { status: 'down' | 'degraded' } & Pick<AlertRule, 'id' | 'name' | 'severity' | 'forSeconds'>,
): AlertRule {
  const { status, ...rule } = given
  return {
    ...rule,
    isEnabled: true,
    condition: { kind: 'component', status, components: [], except: status === 'down' ? [] : ownRules },
    clearForSeconds: Math.min(60, Math.ceil(rule.forSeconds / 5)),
    escalates: rule.severity === 'critical',
  }
}

function over(
  id: string,
  name: string,
  signal: SignalName,
  [from, below]: [number, number],
  given: Partial<Pick<AlertRule, 'severity' | 'forSeconds'>> = {},
): AlertRule {
  const { severity = 'warning', forSeconds = 300 } = given
  return {
    id,
    name,
    severity,
    isEnabled: true,
    condition: { kind: 'signal', signal, from, below },
    forSeconds,
    clearForSeconds: Math.min(300, forSeconds),
    escalates: severity === 'critical',
  }
}
