import { secondMs } from '@/lib/core/time'
import type { Severity } from './notice'
import type { AlertDto } from './schema'

/** An incident, from the database or from memory. */
export interface AlertRow {
  alertId: string
  type: string
  serviceId: string
  serviceName: string
  name: string
  severity: Severity
  status: 'active' | 'resolved'
  message: string
  affects: readonly string[]
  startedAt: Date
  triggeredAt: Date
  resolvedAt: Date | null
  acknowledgedAt: Date | null
  escalationCount: number
  mutedBy: string | null
  acknowledgedBy: { name: string } | null
}

/** What admins have added, and what is measured within, is for them; the names alone may say too much. */
export const isPublic = ({ serviceId }: Pick<AlertRow, 'serviceId'>): boolean =>
  serviceId !== 'autograph' && !/^(check|channel)_/.test(serviceId)

export function presentAlert(row: AlertRow, { isAdmin, now }: { isAdmin: boolean; now: number }): AlertDto {
  const untilMs = row.resolvedAt?.getTime() ?? now
  return {
    alert_id: row.alertId,
    type: row.type,
    service_id: row.serviceId,
    service_name: row.serviceName,
    severity: row.severity,
    status: row.status,
    triggered_at: row.triggeredAt.toISOString(),
    resolved_at: row.resolvedAt?.toISOString() ?? null,
    acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
    escalation_count: row.escalationCount,
    down_duration_seconds: Math.max(0, Math.round((untilMs - row.startedAt.getTime()) / secondMs)),
    message: row.message,
    ...(isAdmin ? { details: presentDetails(row) } : {}),
  }
}

const presentDetails = (row: AlertRow): NonNullable<AlertDto['details']> => ({
  name: row.name,
  started_at: row.startedAt.toISOString(),
  muted_by: row.mutedBy,
  affects: [...row.affects],
  acknowledged_by: row.acknowledgedBy?.name ?? null,
})
