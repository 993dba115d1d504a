import { type AlertNotice, type Severity, severities } from '../notice'
import { type Channel, channelComponentId } from './channel'

/** The part of a notice that a channel tells of; null when there is none. */
export function selectAlerts(
  { id, minimumSeverity, enabled }: Pick<Channel, 'id' | 'minimumSeverity' | 'enabled'>,
  notice: AlertNotice,
): AlertNotice | null {
  if (!enabled) return null
  if (notice.kind === 'test') return notice
  const isTold = (severity: Severity) => severities.indexOf(severity) <= severities.indexOf(minimumSeverity)
  const alerts = notice.alerts.filter(
    ({ severity, serviceId }) => isTold(severity) && serviceId !== channelComponentId(id),
  )
  return alerts.length > 0 ? { ...notice, alerts } : null
}
