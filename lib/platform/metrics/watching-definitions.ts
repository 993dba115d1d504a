import { counter, gauge, histogram } from './metric-definition'

/** Metrics of what watches over the product. */
export const watchingDefinitions = {
  // Health.
  autograph_component_up: gauge(
    'How a component is: 1 up, 0.5 degraded, 0 down, -1 unknown or in maintenance; checks of admins are check_<id>.',
    { unit: 'state', labels: ['component'], maxSeries: 80 },
  ),
  autograph_check_duration_seconds: histogram('One look at a component, by whoever looks.', {
    unit: 'seconds',
    labels: ['component'],
    maxSeries: 30,
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5],
  }),
  // Backups.
  autograph_backup_age_seconds: gauge('Since the last backup was complete.', { unit: 'seconds' }),
  autograph_backup_verified_age_seconds: gauge('Since a backup was last restored aside and compared.', {
    unit: 'seconds',
  }),
  autograph_backup_wal_age_seconds: gauge(
    'Since the last moment that can be restored from the archived log; absent where none is.',
    {
      unit: 'seconds',
    },
  ),
  autograph_backup_duration_seconds: gauge('How long the last backup took.', { unit: 'seconds' }),
  autograph_backup_size_bytes: gauge('The last backup: all its content, and what it added to the store.', {
    unit: 'bytes',
    labels: ['of'],
    maxSeries: 2,
  }),
  autograph_backup_runs_total: counter('Scheduled backups and proofs of them, as the process that runs them knows.', {
    unit: 'runs',
    labels: ['command', 'outcome'],
    maxSeries: 4,
  }),
  // Alerts.
  autograph_alerts_active: gauge('Alerts that are firing, as the process that evaluates them knows it.', {
    unit: 'alerts',
    labels: ['severity'],
    maxSeries: 3,
  }),
  autograph_alert_evaluation_duration_seconds: histogram('One evaluation of all alert rules.', {
    unit: 'seconds',
    buckets: [0.005, 0.025, 0.1, 0.5, 2.5],
  }),
  autograph_alert_notices_total: counter('Notices handed over to be delivered.', {
    unit: 'notices',
    labels: ['kind'],
    maxSeries: 5,
  }),
}
