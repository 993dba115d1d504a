import type { Actor } from '@/lib/core/actor'
import type { Now } from '@/lib/core/time'
import { listActiveAlerts, listResolvedAlerts } from './list-known-alerts'
import { isPublic, presentAlert } from './present-alert'
import type { AlertListDto, ListAlertsQuery } from './schema'

interface ListAlerts {
  actor: Actor
  query: ListAlertsQuery
  now?: Now
}

/** Alerts for anybody, the active ones first; admins see all of them, and more of each. */
export async function listAlerts({ actor, query, now = Date.now }: ListAlerts): Promise<AlertListDto> {
  const isAdmin = actor.type === 'user' && actor.role === 'admin'
  const [active, resolved] = (
    await Promise.all([listActiveAlerts(), query.status === 'active' ? [] : listResolvedAlerts(query.limit)])
  ).map((rows) => (isAdmin ? rows : rows.filter(isPublic)))
  const [open = [], over = []] = [active, resolved]
  const shown = query.status === 'resolved' ? over : [...open, ...over]
  const nowMs = now()
  const countSeverity = (severity: string) => open.filter((row) => row.severity === severity).length
  return {
    alerts: shown.map((row) => presentAlert(row, { isAdmin, now: nowMs })),
    counts: {
      active: open.length,
      resolved: over.length,
      acknowledged: open.filter(({ acknowledgedAt }) => acknowledgedAt !== null).length,
      critical: countSeverity('critical'),
      warning: countSeverity('warning'),
      info: countSeverity('info'),
    },
  }
}
