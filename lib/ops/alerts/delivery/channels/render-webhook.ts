import type { AlertNotice } from '../../notice'
import { findRunbook } from '../../rules/find-runbook'

/** The body of a generic webhook; its alerts have the names that `GET /alerts` uses. */
export function renderWebhook(notice: AlertNotice) {
  return {
    version: 1,
    id: notice.id,
    kind: notice.kind,
    at: notice.at,
    alerts: notice.alerts.map((alert) => ({
      alert_id: alert.alertId,
      name: alert.name,
      type: alert.type,
      service_id: alert.serviceId,
      service_name: alert.serviceName,
      severity: alert.severity,
      status: alert.status,
      triggered_at: alert.triggeredAt,
      resolved_at: alert.resolvedAt,
      acknowledged_at: alert.acknowledgedAt,
      escalation_count: alert.escalationCount,
      down_duration_seconds: alert.durationSeconds,
      message: alert.message,
      affects: alert.affects,
      url: alert.url,
      runbook: findRunbook(alert.type),
    })),
  }
}
